import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A gateway that cuts Set-Cookie at the comma of Expires takes the Path away',
  claims: ['B9'],
  reported: {
    source: 'https://github.com/aws-powertools/powertools-lambda-typescript/issues/5674',
    exchange: 'orders',
    cookie: 'sid',
    cause: 'proxy:alters-set-cookie',
  },
  steps: [
    visit(`${www}/auth/login`, {
      answer: { setCookie: ['sid=1; Expires=Wed', '21 Oct 2037 07:28:00 GMT; Path=/auth'] },
    }),
    fetch(`${www}/orders`, { as: 'orders' }),
  ],
  expect: { orders: { sent: [] } },
});
