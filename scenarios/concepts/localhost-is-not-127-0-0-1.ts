import { allow, fetch, localhostA, loopbackB, scenario, visit } from '#lab';

export default scenario({
  title: 'localhost and 127.0.0.1 are two hosts and two sites',
  claims: ['C8'],
  essential: true,
  steps: [
    visit(loopbackB, { answer: { setCookie: 'there=1; SameSite=Lax' } }),
    visit(localhostA, { answer: { setCookie: 'here=1' } }),
    fetch(loopbackB, {
      credentials: 'include',
      answer: { cors: allow(localhostA) },
      as: 'localhost page calls 127.0.0.1',
    }),
    visit(loopbackB, { as: 'visit of 127.0.0.1' }),
  ],
  expect: {
    'localhost page calls 127.0.0.1': { sent: [], readable: true },
    'visit of 127.0.0.1': { sent: ['there'] },
  },
  rows: 'exchange',
});
