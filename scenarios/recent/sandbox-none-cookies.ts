import {
  allow,
  explicitSameSite,
  fetch,
  frame,
  onlyChromiumKeepsNoneInSandbox,
  onlyTheTopCounts,
  sandboxedByItsUrl,
  scenario,
  visit,
  www,
} from '#lab';

const asks = (as: string) =>
  fetch(www, { credentials: 'include', answer: { cors: allow('null') }, as });
const sandbox = 'allow-scripts allow-same-site-none-cookies';
const all = { sent: ['none', 'lax', 'strict'] };
const none = { sent: ['none'] };
const withoutIt = { 'without it': { sent: [] } };

export default scenario({
  title:
    'With allow-same-site-none-cookies a sandboxed page sends the None cookies of its own site, also where third-party cookies are blocked',
  claims: ['N2'],
  steps: [
    visit(www, { answer: { setCookie: explicitSameSite } }),
    frame(www, [asks('with the token')], { sandbox }),
    frame(www, [asks('without it')], { sandbox: 'allow-scripts' }),
  ],
  expect: { 'with the token': none, 'without it': none },
  under: { blocked: withoutIt, partitioned: withoutIt, 'tracking-prevention': withoutIt },
  deviations: [
    { ...onlyChromiumKeepsNoneInSandbox, expect: { 'with the token': { sent: [] } } },
    { ...onlyTheTopCounts, expect: { 'with the token': all, 'without it': all } },
    {
      ...sandboxedByItsUrl,
      expect: { 'with the token': all, 'without it': all },
    },
  ],
  rows: 'exchange',
});
