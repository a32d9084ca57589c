import { allow, fetch, own, scenario, visit } from '#lab';

const shop = own('https://shop.example');
const otherPort = own('https://shop.example:8443');

export default scenario({
  title: 'A host shares its cookies over all its ports, and each port is an origin of its own',
  claims: ['C2'],
  hosts: [shop, otherPort],
  steps: [
    visit(shop, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Strict' } }),
    fetch(otherPort, { credentials: 'include', as: 'other port, without CORS' }),
    fetch(otherPort, {
      credentials: 'include',
      answer: { cors: allow(shop) },
      as: 'other port, with CORS',
    }),
  ],
  expect: {
    'other port, without CORS': { sent: ['sid'], readable: false },
    'other port, with CORS': { sent: ['sid'], readable: true },
  },
  rows: 'exchange',
});
