import { localhostA, scenario, visit } from '#lab';

export default scenario({
  title: 'With Domain=localhost the clean-up of the host-only cookie removes the session itself',
  claims: ['B13'],
  reported: {
    source: 'https://github.com/lukevella/rallly/pull/2941',
    exchange: 'next page',
    cookie: 'session',
    cause: 'set-cookie:domain-localhost-or-ip',
  },
  steps: [
    visit(`${localhostA}/sign-in`, {
      answer: {
        setCookie: ['session=1; Domain=localhost; Path=/; HttpOnly', 'session=; Path=/; Max-Age=0'],
      },
    }),
    visit(localhostA, { as: 'next page' }),
  ],
  expect: { 'next page': { sent: [] } },
});
