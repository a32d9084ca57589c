import {
  allow,
  allowStorageAccess,
  app,
  click,
  fetch,
  firefoxBlocksForGood,
  frame,
  hasStorageAccess,
  incognitoAsksItsUser,
  link,
  otherApi,
  otherWww,
  pause,
  readCookie,
  requestStorageAccess,
  scenario,
  visit,
  webkitAsksItsUser,
  www,
} from '#lab';

const [granted, denied] = [{ storageAccess: 'granted' }, { storageAccess: 'denied' }] as const;
const both = ['host', 'site'];

/** Nothing has to be asked for. */
const open = {
  'request in a sandbox': denied,
  'call to a sibling': { sent: ['site'] },
  'frame in it has': granted,
  'link to a sibling': { sent: ['site'] },
  'has it at the sibling': granted,
  'link back': { sent: both },
  'has it back there': granted,
} as const;

/** What follows where access is not given. */
const refused = {
  request: denied,
  'document.cookie then': { documentCookie: [] },
  'frame in it': { sent: [] },
  'link to its own origin': { sent: [] },
  'has it there': denied,
  'request of a sibling without a click': denied,
} as const;

export default scenario({
  title: 'Storage access is of one document, and goes with it as long as it stays at its origin',
  claims: ['T6'],
  steps: [
    visit(otherWww, {
      answer: {
        setCookie: [
          'host=1; Path=/; SameSite=None; Secure',
          'site=1; Domain=other.test; Path=/; SameSite=None; Secure',
        ],
      },
    }),
    click(),
    pause(1_000),
    visit(www),
    requestStorageAccess('request at the top'),
    frame(app, [requestStorageAccess('request in a frame of the same site')]),
    allowStorageAccess(otherWww),
    frame(otherWww, [
      fetch(otherWww, { answer: { setCookie: 'before=1; Path=/; SameSite=None; Secure' } }),
      click(),
      requestStorageAccess('request'),
      readCookie('document.cookie then'),
      fetch(otherApi, {
        credentials: 'include',
        answer: { cors: allow(otherWww) },
        as: 'call to a sibling',
      }),
      frame(otherWww, [hasStorageAccess('frame in it has')], { as: 'frame in it' }),
      link(otherWww, { as: 'link to its own origin' }),
      hasStorageAccess('has it there'),
      link(otherApi, { as: 'link to a sibling' }),
      hasStorageAccess('has it at the sibling'),
      link(otherWww, { as: 'link back' }),
      hasStorageAccess('has it back there'),
    ]),
    frame(otherApi, [requestStorageAccess('request of a sibling without a click')]),
    frame(otherWww, [requestStorageAccess('request in a sandbox')], {
      sandbox: 'allow-scripts allow-same-origin',
    }),
  ],
  expect: {
    'request at the top': granted,
    'request in a frame of the same site': granted,
    'request in a sandbox': denied,
    request: granted,
    'document.cookie then': { documentCookie: both },
    'call to a sibling': { sent: [] },
    'frame in it': { sent: both },
    'frame in it has': denied,
    'link to its own origin': { sent: both },
    'has it there': granted,
    'link to a sibling': { sent: [] },
    'has it at the sibling': denied,
    'link back': { sent: [] },
    'has it back there': denied,
    'request of a sibling without a click': granted,
  },
  under: {
    allowed: {
      ...open,
      'document.cookie then': { documentCookie: ['before', ...both] },
      'frame in it': { sent: ['before', ...both] },
      'link to its own origin': { sent: ['before', ...both] },
      'link back': { sent: ['before', ...both] },
    },
    'first-party-set': open,
    // What it stored before it asked is in the jar of the top-level site.
    partitioned: { 'link back': { sent: ['before'] } },
  },
  deviations: [
    {
      where: ['chromium:blocked', 'chromium:incognito'],
      because:
        'Chromium loads a frame without the storage access of its parent document. In the draft the request includes cookies if both have the same origin.',
      see: 'https://privacycg.github.io/storage-access/',
      expect: { 'frame in it': { sent: [] } },
    },
    {
      where: ['firefox', 'firefox:lax-default'],
      because:
        'Firefox extends storage access to the whole site, and to nested frames of the same origin. Requests to sibling hosts include cookies, and such a frame has access without asking.',
      see: 'https://github.com/privacycg/storage-access/issues/3',
      expect: { 'call to a sibling': { sent: ['site'] }, 'frame in it has': granted },
    },
    {
      where: 'firefox:allowed',
      because:
        'Firefox checks its cookie setting before the sandbox. Where third-party cookies are allowed, it grants access to every document that asks.',
      see: 'measured only',
      expect: { 'request in a sandbox': granted },
    },
    {
      where: ['webkit', 'webkit:allowed'],
      because:
        'WebKitGTK before 2.54 rejects requestStorageAccess() without a click even when access is already allowed.',
      see: 'measured only',
      expect: { 'request of a sibling without a click': denied },
    },
    { ...firefoxBlocksForGood, expect: refused },
    { ...incognitoAsksItsUser, expect: refused },
    { ...webkitAsksItsUser, expect: { ...refused, request: { storageAccess: 'prompt' } } },
  ],
  rows: 'exchange',
});
