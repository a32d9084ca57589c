import { fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A Path that forgets the application’s own prefix covers no URL of it',
  claims: ['C5'],
  reported: {
    source: 'https://github.com/micronaut-projects/micronaut-security/issues/1271',
    exchange: 'refresh',
    cookie: 'JWT_REFRESH_TOKEN',
    cause: 'set-cookie:path-mismatch',
  },
  steps: [
    visit(`${www}/auth`),
    fetch(`${www}/auth/login`, {
      method: 'POST',
      answer: {
        setCookie:
          'JWT_REFRESH_TOKEN=1; Path=/oauth/access_token; Secure; HttpOnly; SameSite=Strict',
      },
    }),
    fetch(`${www}/auth/oauth/access_token`, { method: 'POST', as: 'refresh' }),
  ],
  expect: { refresh: { sent: [] } },
});
