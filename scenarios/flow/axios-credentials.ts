import { allow, api, axios, scenario, unlistedSuffix, visit, www } from '#lab';

export default scenario({
  title: 'axios to another origin sends and stores cookies only with withCredentials',
  claims: ['F4'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    axios(api, {
      answer: { setCookie: 'early=1; Path=/; Secure', cors: allow(www) },
      as: 'false',
    }),
    axios(api, {
      withCredentials: true,
      answer: { setCookie: 'late=1; Path=/; Secure', cors: allow(www) },
      as: 'true',
    }),
    axios(api, { withCredentials: true, answer: { cors: allow(www) }, as: 'afterwards' }),
  ],
  expect: {
    false: { sent: [], readable: true, stored: [] },
    true: { sent: ['sid'], readable: true, stored: ['late'] },
    afterwards: { sent: ['sid', 'late'] },
  },
  deviations: [
    { ...unlistedSuffix, expect: { true: { stored: [] }, afterwards: { sent: ['sid'] } } },
  ],
  rows: 'exchange',
});
