import { noSizeLimit, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A session of more than 4096 bytes is not kept, and sign-in goes round in circles',
  claims: ['B8'],
  reported: {
    source: 'https://github.com/pomerium/pomerium/issues/211',
    exchange: 'after sign-in',
    cookie: '_pomerium',
    cause: 'set-cookie:too-large',
  },
  steps: [
    visit(`${www}/callback`, {
      answer: { setCookie: `_pomerium=${'x'.repeat(4096)}; Path=/; Secure; HttpOnly` },
    }),
    visit(www, { as: 'after sign-in' }),
  ],
  expect: { 'after sign-in': { sent: [] } },
  deviations: [{ ...noSizeLimit, expect: { 'after sign-in': { sent: ['_pomerium'] } } }],
});
