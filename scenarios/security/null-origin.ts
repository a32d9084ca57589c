import {
  allow,
  evil,
  fetch,
  frame,
  localFrame,
  otherApi,
  scenario,
  thirdWww,
  visit,
  www,
} from '#lab';

const call = { credentials: 'include' } as const;
const leak = { sent: ['sid'], readable: true, requestHeader: { Origin: 'null' } };
const leaks = ['data: frame', 'sandboxed srcdoc', 'sandboxed page'];
const each = <Value>(value: Value) => Object.fromEntries(leaks.map((as) => [as, value]));

export default scenario({
  title: 'An API that allows the origin null is open to every page that has a frame',
  claims: ['X8'],
  steps: [
    visit(otherApi, { answer: { setCookie: 'sid=1; Path=/; Secure; HttpOnly; SameSite=None' } }),
    visit(thirdWww),
    localFrame('data:', [
      fetch(otherApi, { ...call, answer: { cors: allow(www, 'null') }, as: 'data: frame' }),
      fetch(otherApi, { ...call, answer: { cors: allow(www) }, as: 'null is not listed' }),
    ]),
    localFrame(
      'srcdoc',
      [fetch(otherApi, { ...call, answer: { cors: allow(www, 'null') }, as: 'sandboxed srcdoc' })],
      { sandbox: 'allow-scripts' },
    ),
    frame(
      evil,
      [fetch(otherApi, { ...call, answer: { cors: allow(www, 'null') }, as: 'sandboxed page' })],
      { sandbox: 'allow-scripts' },
    ),
  ],
  expect: { ...each(leak), 'null is not listed': { readable: false } },
  under: {
    blocked: each({ sent: [] }),
    partitioned: each({ sent: [] }),
    'tracking-prevention': each({ sent: [] }),
  },
  rows: 'exchange',
});
