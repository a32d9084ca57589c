import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A same-origin fetch sends cookies with every credentials mode but omit',
  claims: ['F5'],
  steps: [
    visit(www, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Strict' } }),
    fetch(www, { as: 'default' }),
    fetch(www, { credentials: 'same-origin', as: 'same-origin' }),
    fetch(www, { credentials: 'include', as: 'include' }),
    fetch(www, { credentials: 'omit', as: 'omit' }),
  ],
  expect: {
    default: { sent: ['sid'], readable: true },
    'same-origin': { sent: ['sid'], readable: true },
    include: { sent: ['sid'], readable: true },
    omit: { sent: [], readable: true },
  },
  rows: 'exchange',
});
