import { allow, fetch, localhostA, localhostB, scenario, visit } from '#lab';

export default scenario({
  title: 'Two ports of localhost are two origins but one cookie jar',
  claims: ['C2'],
  steps: [
    visit(localhostA, { answer: { setCookie: 'sid=1' } }),
    fetch(localhostB, { credentials: 'include', as: 'without CORS' }),
    fetch(localhostB, {
      credentials: 'include',
      answer: { cors: allow(localhostA) },
      as: 'with CORS',
    }),
  ],
  expect: {
    'without CORS': { sent: ['sid'], readable: false },
    'with CORS': { sent: ['sid'], readable: true },
  },
  rows: 'exchange',
});
