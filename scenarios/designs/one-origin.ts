import { evil, fetch, link, readCookie, scenario, visit, www } from '#lab';

const orders = `${www}/api/examples/same-origin/orders` as const;
const both = ['__Host-read', '__Host-write'];
const withoutCors = { preflight: null, header: { 'access-control-allow-origin': null } };

export default scenario({
  title: 'One origin: with /api on the page’s own host Lax, Strict and HttpOnly work without CORS',
  claims: ['G1'],
  essential: true,
  steps: [
    visit(www),
    fetch(`${www}/api/examples/same-origin/session`, { method: 'POST', as: 'sign-in' }),
    readCookie('HttpOnly: a script sees'),
    fetch(orders, { as: 'Lax: read' }),
    fetch(orders, { method: 'POST', as: 'Strict: change' }),
    visit(evil),
    link(orders, { as: 'Lax: link from another site' }),
  ],
  expect: {
    'sign-in': { status: 200, readable: true, ...withoutCors },
    'HttpOnly: a script sees': { documentCookie: [] },
    'Lax: read': { sent: both, status: 200, readable: true, ...withoutCors },
    'Strict: change': { sent: both, status: 200, readable: true, ...withoutCors },
    'Lax: link from another site': { sent: ['__Host-read'], status: 200 },
  },
  rows: 'exchange',
});
