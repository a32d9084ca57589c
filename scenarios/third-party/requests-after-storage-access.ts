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
const refused = {
  request: { storageAccess: 'denied' },
  ...Object.fromEntries(kinds.map((kind) => [kind, { sent: [] }])),
} as const;

export default scenario({
  title: 'With storage access every kind of request of the frame goes with its own site’s cookies',
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
  deviations: [
    {
      where: 'chromium:blocked',
      because:
        'Chromium’s WebSocket goes without the cookies that storage access gives. Its handshake is made apart from the document’s requests.',
      see: 'measured only',
      expect: { WebSocket: { sent: [] } },
    },
    {
      where: ['firefox', 'firefox:lax-default'],
      because:
        'Firefox’s keepalive and worker fetches go without the cookies that storage access gives. Both are made apart from the document’s requests.',
      see: 'measured only',
      expect: { 'fetch keepalive': { sent: [] }, 'fetch in a worker': { sent: [] } },
    },
    { ...firefoxBlocksForGood, expect: refused },
    { ...incognitoAsksItsUser, expect: refused },
    { ...webkitAsksItsUser, expect: { ...refused, request: { storageAccess: 'prompt' } } },
  ],
  rows: 'exchange',
});
