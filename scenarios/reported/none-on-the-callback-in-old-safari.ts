import { link, otherWww, redirect, scenario, visit, www } from '#lab';

export default scenario({
  title: 'The session that says None is there on the callback in every browser that knows None',
  claims: ['B3', 'S3'],
  reported: {
    source: 'https://github.com/cofacts/rumors-api/issues/259',
    exchange: 'callback',
    cookie: 'koa:sess',
    cause: 'samesite:none-as-strict',
  },
  steps: [
    visit(`${www}/login`, {
      answer: { setCookie: 'koa:sess=1; Path=/; Secure; HttpOnly; SameSite=None' },
    }),
    visit(otherWww),
    link(`${otherWww}/authorize`, {
      answer: { redirect: redirect(`${www}/callback`, { as: 'callback' }) },
    }),
  ],
  expect: { callback: { sent: ['koa:sess'] } },
});
