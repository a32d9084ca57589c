import {
  evil,
  link,
  redirect,
  redirectsNotConsidered,
  reload,
  reloadedAsItWasLoaded,
  scenario,
  visit,
  www,
} from '#lab';

const both = { sent: ['strict', 'lax'] };

export default scenario({
  title: 'What the user reloads is as cross-site as it was; what a script reloads is same-site',
  claims: ['S3', 'B15'],
  steps: [
    visit(www, {
      answer: { setCookie: ['strict=1; Secure; SameSite=Strict', 'lax=1; Secure; SameSite=Lax'] },
    }),
    reload({ as: 'by the user, reached from the address bar' }),
    link(evil, { answer: { redirect: redirect(www) } }),
    reload({ as: 'by the user, reached by www → evil → www' }),
    visit(evil),
    link(www),
    reload({ as: 'by the user, reached from another site' }),
    reload({ by: 'script', as: 'by a script, reached from another site' }),
  ],
  expect: {
    'by the user, reached from the address bar': both,
    'by the user, reached by www → evil → www': { sent: ['lax'] },
    'by the user, reached from another site': { sent: ['lax'] },
    'by a script, reached from another site': both,
  },
  deviations: [
    {
      ...redirectsNotConsidered,
      expect: { 'by the user, reached by www → evil → www': both },
    },
    {
      ...reloadedAsItWasLoaded,
      expect: { 'by a script, reached from another site': { sent: ['lax'] } },
    },
  ],
  rows: 'exchange',
});
