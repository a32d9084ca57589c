import { evil, link, redirect, redirectsNotConsidered, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A Strict cookie does not go out at the end of a cross-site redirect',
  claims: ['S3'],
  steps: [
    visit(www, { answer: { setCookie: 'strict=1; Path=/; Secure; SameSite=Strict' } }),
    link(evil, { answer: { redirect: redirect(www, { as: 'www → evil → www' }) } }),
    visit(evil),
    link(evil, { answer: { redirect: redirect(www, { as: 'evil → evil → www' }) } }),
    visit(evil),
    link(www, { as: 'evil → www' }),
  ],
  expect: {
    'www → evil → www': { sent: [] },
    'evil → evil → www': { sent: [] },
    'evil → www': { sent: [] },
  },
  deviations: [{ ...redirectsNotConsidered, expect: { 'www → evil → www': { sent: ['strict'] } } }],
  rows: 'exchange',
});
