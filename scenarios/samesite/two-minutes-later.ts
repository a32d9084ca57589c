import { everySameSite, form, noLaxByDefault, otherApi, pause, scenario, visit, www } from '#lab';

export default scenario({
  title:
    'A cookie without SameSite older than two minutes no longer goes along with a cross-site POST',
  claims: ['S6'],
  slow: true,
  steps: [
    visit(otherApi, { answer: { setCookie: everySameSite } }),
    visit(www),
    pause(125_000),
    form('POST', otherApi, { as: 'POST form' }),
  ],
  expect: { 'POST form': { sent: ['none'] } },
  deviations: [{ ...noLaxByDefault, expect: { 'POST form': { sent: ['none', 'absent'] } } }],
  rows: 'exchange and cookie',
});
