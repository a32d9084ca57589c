import { allow, localhostA, loopbackB, scenario, visit, xhr } from '#lab';

export default scenario({
  title: 'A page on localhost does not send the cookie of 127.0.0.1',
  claims: ['C8'],
  reported: {
    source: 'https://github.com/axios/axios/issues/1661',
    exchange: 'inventory',
    cookie: 'session',
    cause: 'site:localhost-vs-127',
  },
  steps: [
    visit(loopbackB, { answer: { setCookie: 'session=1; Path=/; SameSite=Lax' } }),
    visit(localhostA),
    xhr(`${loopbackB}/api/v1/inventory`, {
      withCredentials: true,
      answer: { cors: allow(localhostA) },
      as: 'inventory',
    }),
  ],
  expect: { inventory: { sent: [], readable: true } },
});
