import {
  allow,
  answerLocalNetwork,
  each,
  fetch,
  frame,
  localhostB,
  loopbackIsMixedContent,
  noAutomatedPermission,
  publicPagesBehindProxy,
  scenario,
  visit,
  webSocket,
  www,
} from '#lab';

/** The lab itself is on this machine: with this header Chromium treats its page as a public one. */
const asPublic = { headers: [['Content-Security-Policy', 'treat-as-public-address']] } as const;
const answer = { cors: allow(www) };
const arrives = { arrived: true };
const never = { arrived: false };

const local = ['local page, WebSocket', 'local page, frame'];
const asked = ['public page, WebSocket', 'public page, frame', 'fetch of a public frame'];
const allowed = ['allowed: fetch', 'allowed: WebSocket', 'allowed: frame'];

export default scenario({
  title:
    'Without the user’s permission no request of a public page reaches this machine, no WebSocket and no frame either',
  claims: ['N1'],
  steps: [
    visit(www),
    webSocket(localhostB, { as: 'local page, WebSocket' }),
    frame(localhostB, [], { as: 'local page, frame' }),
    visit(www, { answer: asPublic }),
    webSocket(localhostB, { as: 'public page, WebSocket' }),
    frame(localhostB, [], { as: 'public page, frame' }),
    frame(www, [fetch(localhostB, { answer, as: 'fetch of a public frame' })], {
      answer: asPublic,
    }),
    answerLocalNetwork('allow'),
    fetch(localhostB, { answer, as: 'allowed: fetch' }),
    webSocket(localhostB, { as: 'allowed: WebSocket' }),
    frame(localhostB, [], { as: 'allowed: frame' }),
    answerLocalNetwork('block'),
    fetch(localhostB, { answer, as: 'blocked: fetch' }),
  ],
  expect: {
    ...each(local, arrives),
    ...each(asked, never),
    ...each(allowed, arrives),
    'blocked: fetch': never,
  },
  deviations: [
    { ...noAutomatedPermission, expect: each(allowed, never) },
    { ...publicPagesBehindProxy, expect: each([...asked, 'blocked: fetch'], arrives) },
    { ...loopbackIsMixedContent, expect: each([...local, ...allowed], never) },
  ],
  rows: 'exchange',
});
