import {
  type AnswerSpec,
  allow,
  allowStorageAccess,
  click,
  fetch,
  firefoxBlocksForGood,
  frame,
  hasStorageAccess,
  incognitoAsksItsUser,
  otherWww,
  pause,
  readCookie,
  requestStorageAccess,
  scenario,
  visit,
  webkitAsksItsUser,
  www,
} from '#lab';

const activate = (how: string) => ({ headers: [['Activate-Storage-Access', how]] as const });
const ask = (as: string, answer: AnswerSpec = {}) =>
  fetch(otherWww, { credentials: 'include', answer: { cors: allow(www), ...answer }, as });
const granted = { storageAccess: 'granted' } as const;
const denied = { storageAccess: 'denied' } as const;

/** The cookie is there without being asked for. */
const there = {
  'has it at first': granted,
  'call before': { sent: ['sid'] },
  'has it in another frame': granted,
  'call of another frame': { sent: ['sid'] },
} as const;

/** What follows where access is not given; `status` is what Sec-Fetch-Storage-Access says then. */
const refused = (status: 'none' | null) =>
  ({
    'request after a click': denied,
    'has it then': denied,
    'document.cookie then': { documentCookie: [] },
    'call then': { sent: [], requestHeader: { 'Sec-Fetch-Storage-Access': status } },
    'call of the page around': { requestHeader: { 'Sec-Fetch-Storage-Access': status } },
    'call that the answer has repeated': { sent: [] },
    'has it by Activate-Storage-Access: load': denied,
  }) as const;

export default scenario({
  title: 'A third-party frame has its own site’s cookies only once it was granted storage access',
  claims: ['T6', 'T7'],
  steps: [
    visit(otherWww, { answer: { setCookie: 'sid=1; Path=/; SameSite=None; Secure' } }),
    // Browsers grant nothing to a site that the user never met.
    click(),
    // A browser may write that down with some delay.
    pause(1_000),
    visit(www),
    frame(otherWww, [
      hasStorageAccess('has it at first'),
      ask('call before'),
      requestStorageAccess('request without a click'),
    ]),
    // What the user's click on Allow would do, in a browser that asks.
    allowStorageAccess(otherWww),
    frame(otherWww, [
      click(),
      requestStorageAccess('request after a click'),
      hasStorageAccess('has it then'),
      readCookie('document.cookie then'),
      ask('call then'),
    ]),
    ask('call of the page around'),
    frame(otherWww, [hasStorageAccess('has it in another frame'), ask('call of another frame')]),
    ask(
      'call that the answer has repeated',
      activate('retry; allowed-origin="https://www.example.test"'),
    ),
    frame(otherWww, [hasStorageAccess('has it by Activate-Storage-Access: load')], {
      answer: activate('load'),
    }),
  ],
  expect: {
    'has it at first': denied,
    'call before': { sent: [] },
    'request without a click': denied,
    'request after a click': granted,
    'has it then': granted,
    'document.cookie then': { documentCookie: ['sid'] },
    'call then': { sent: ['sid'], requestHeader: { 'Sec-Fetch-Storage-Access': 'active' } },
    'call of the page around': {
      sent: [],
      requestHeader: { 'Sec-Fetch-Storage-Access': 'inactive' },
    },
    'has it in another frame': denied,
    'call of another frame': { sent: [] },
    'call that the answer has repeated': { sent: ['sid'] },
    'has it by Activate-Storage-Access: load': granted,
  },
  under: {
    // Nothing has to be asked for.
    allowed: {
      ...there,
      'request without a click': granted,
      'call of the page around': {
        sent: ['sid'],
        requestHeader: { 'Sec-Fetch-Storage-Access': 'active' },
      },
    },
    'first-party-set': {
      ...there,
      'request without a click': granted,
      'call of the page around': { sent: ['sid'] },
    },
  },
  deviations: [
    {
      where: 'firefox:allowed',
      because:
        'Firefox sends Sec-Fetch-Storage-Access only with requests from which it withholds cookies.',
      see: 'measured only',
      expect: {
        'call then': { requestHeader: { 'Sec-Fetch-Storage-Access': null } },
        'call of the page around': { requestHeader: { 'Sec-Fetch-Storage-Access': null } },
      },
    },
    {
      where: ['webkit', 'webkit:allowed'],
      because:
        'WebKit supports neither Sec-Fetch-Storage-Access nor Activate-Storage-Access. Before 2.54 it also rejects requestStorageAccess() without a click even when access is already allowed.',
      see: 'https://developer.mozilla.org/docs/Web/API/Storage_Access_API',
      expect: {
        'request without a click': denied,
        'call then': { requestHeader: { 'Sec-Fetch-Storage-Access': null } },
        'call of the page around': { requestHeader: { 'Sec-Fetch-Storage-Access': null } },
      },
    },
    { ...firefoxBlocksForGood, expect: refused(null) },
    { ...incognitoAsksItsUser, expect: refused('none') },
    {
      ...webkitAsksItsUser,
      expect: { ...refused(null), 'request after a click': { storageAccess: 'prompt' } },
    },
  ],
  rows: 'exchange',
});
