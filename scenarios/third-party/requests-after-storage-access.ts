import {
  allowStorageAccess,
  beacon,
  click,
  eventSource,
  fetch,
  firefoxBlocksForGood,
  frame,
  image,
  incognitoAsksItsUser,
  otherWww,
  pause,
  requestStorageAccess,
  scenario,
  visit,
  webkitAsksItsUser,
  webSocket,
  www,
  xhr,
} from '#lab';

const kinds = [
  'fetch',
  'XMLHttpRequest',
  'img',
  'EventSource',
  'sendBeacon',
  'WebSocket',
  'fetch keepalive',
  'fetch in a worker',
];
/** https://github.com/privacycg/storage-access/issues/157 */
const worker = { 'fetch in a worker': { sent: [] } };
const refused = {
  request: { storageAccess: 'denied' },
  ...Object.fromEntries(kinds.map((kind) => [kind, { sent: [] }])),
} as const;

export default scenario({
  title:
    'With storage access what a frame asks its own site goes with cookies, but not what its worker asks',
  claims: ['T6'],
  steps: [
    visit(otherWww, { answer: { setCookie: 'sid=1; Path=/; SameSite=None; Secure' } }),
    click(),
    pause(1_000),
    visit(www),
    allowStorageAccess(otherWww),
    frame(otherWww, [
      click(),
      requestStorageAccess('request'),
      fetch(otherWww, { as: 'fetch' }),
      xhr(otherWww, { as: 'XMLHttpRequest' }),
      image(otherWww, { as: 'img' }),
      eventSource(otherWww, { as: 'EventSource' }),
      beacon(otherWww, { as: 'sendBeacon' }),
      webSocket(otherWww, { as: 'WebSocket' }),
      fetch(otherWww, { keepalive: true, as: 'fetch keepalive' }),
      fetch(otherWww, { from: 'worker', as: 'fetch in a worker' }),
    ]),
    pause(300),
  ],
  expect: {
    request: { storageAccess: 'granted' },
    ...Object.fromEntries(kinds.map((kind) => [kind, { sent: ['sid'] }])),
  },
  under: { blocked: worker, partitioned: worker, 'tracking-prevention': worker },
  deviations: [
    {
      where: 'chromium:blocked',
      because:
        'Chromium’s WebSocket goes without the cookies that storage access gives. Its handshake is made apart from the document’s requests; a test that browsers share expects the cookies.',
      see: 'https://searchfox.org/firefox-main/source/testing/web-platform/tests/storage-access-api/requestStorageAccess-web-socket.sub.https.window.js',
      expect: { WebSocket: { sent: [] } },
    },
    {
      where: 'chromium:blocked',
      because:
        'In Chromium a dedicated worker has the storage access of the document that makes it. The draft gives workers none, nor do Firefox and the tests that browsers share; whether it should is open.',
      see: 'https://github.com/privacycg/storage-access/issues/157',
      expect: { 'fetch in a worker': { sent: ['sid'] } },
    },
    {
      where: ['firefox', 'firefox:lax-default'],
      because:
        'Firefox’s keepalive fetch goes without the cookies that storage access gives. It is made apart from the document’s requests.',
      see: 'measured only',
      expect: { 'fetch keepalive': { sent: [] } },
    },
    { ...firefoxBlocksForGood, expect: refused },
    { ...incognitoAsksItsUser, expect: refused },
    { ...webkitAsksItsUser, expect: { ...refused, request: { storageAccess: 'prompt' } } },
  ],
  rows: 'exchange',
});
