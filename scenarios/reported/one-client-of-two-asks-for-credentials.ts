import { allow, fetch, localhostA, localhostB, scenario, visit } from '#lab';

export default scenario({
  title: 'The call of a client that does not ask for credentials has no cookie',
  claims: ['F1'],
  reported: {
    source: 'https://github.com/better-auth/better-auth/issues/1136',
    exchange: 'rpc',
    cookie: 'session_token',
    cause: 'request:credentials-missing',
  },
  steps: [
    visit(localhostA),
    fetch(`${localhostB}/api/auth`, {
      method: 'POST',
      credentials: 'include',
      answer: {
        cors: allow(localhostA),
        setCookie: 'session_token=1; Path=/; HttpOnly; SameSite=Lax',
      },
    }),
    fetch(`${localhostB}/api/test`, { answer: { cors: allow(localhostA) }, as: 'rpc' }),
  ],
  expect: { rpc: { sent: [], readable: true } },
});
