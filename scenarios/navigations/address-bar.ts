import { evil, link, scenario, theOpenPageAsks, visit, www } from '#lab';

const both = { sent: ['strict', 'lax'] };
export default scenario({
  title: 'What the user types into the address bar is same-site, whichever page was open',
  claims: ['S3', 'B15'],
  steps: [
    visit(www, {
      answer: { setCookie: ['strict=1; Secure; SameSite=Strict', 'lax=1; Secure; SameSite=Lax'] },
    }),
    visit(`${www}/again`, { as: 'on a page of the same site' }),
    // Its answer matters: the lab has no such page open already, and goes there.
    visit(evil, { answer: { setCookie: 'seen=1' } }),
    visit(www, { as: 'on a page of another site' }),
    link(evil),
    visit(www, { as: 'on a page of another site, reached by a link' }),
  ],
  expect: {
    'on a page of the same site': both,
    'on a page of another site': both,
    'on a page of another site, reached by a link': both,
  },
  deviations: [
    {
      ...theOpenPageAsks,
      expect: {
        'on a page of another site': { sent: ['lax'] },
        'on a page of another site, reached by a link': { sent: ['lax'] },
      },
    },
  ],
  rows: 'exchange',
});
