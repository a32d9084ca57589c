import { allow, api, fetch, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'fetch to another origin sends and stores cookies only with credentials: include',
  claims: ['F1', 'F2'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(api, {
      answer: { setCookie: 'early=1; Path=/; Secure', cors: allow(www) },
      as: 'default',
    }),
    fetch(api, {
      credentials: 'include',
      answer: { setCookie: 'late=1; Path=/; Secure', cors: allow(www) },
      as: 'include',
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'afterwards' }),
  ],
  expect: {
    default: { sent: [], readable: true, stored: [] },
    include: { sent: ['sid'], readable: true, stored: ['late'] },
    afterwards: { sent: ['sid', 'late'] },
  },
  deviations: [
    { ...unlistedSuffix, expect: { include: { stored: [] }, afterwards: { sent: ['sid'] } } },
  ],
  rows: 'exchange',
});
