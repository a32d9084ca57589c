import { allow, allowWithoutCredentials, api, app, fetch, scenario, star, visit, www } from '#lab';

const credentials = 'include';

export default scenario({
  title: 'A credentialed answer is readable only for an explicit origin with Allow-Credentials',
  claims: ['F6', 'F7', 'F8', 'X6'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(api, { credentials, answer: { cors: allow(www) }, as: 'explicit' }),
    fetch(api, { credentials, answer: { cors: star() }, as: 'star' }),
    fetch(api, {
      credentials,
      answer: { cors: star({ credentials: true }) },
      as: 'star with Allow-Credentials',
    }),
    fetch(api, {
      credentials,
      answer: { cors: allowWithoutCredentials(www) },
      as: 'no Allow-Credentials',
    }),
    fetch(api, { credentials, answer: { cors: allow(app) }, as: 'another origin allowed' }),
    fetch(api, {
      credentials,
      answer: { cors: allow(www), headers: [['Access-Control-Allow-Origin', www]] },
      as: 'Allow-Origin twice',
    }),
    fetch(api, {
      credentials,
      answer: {
        headers: [
          ['Access-Control-Allow-Origin', `${www}/`],
          ['Access-Control-Allow-Credentials', 'true'],
        ],
      },
      as: 'origin with a slash',
    }),
  ],
  expect: {
    explicit: { sent: ['sid'], readable: true },
    star: { sent: ['sid'], readable: false },
    'star with Allow-Credentials': { sent: ['sid'], readable: false },
    'no Allow-Credentials': { sent: ['sid'], readable: false },
    'another origin allowed': { sent: ['sid'], readable: false },
    'Allow-Origin twice': { sent: ['sid'], readable: false },
    'origin with a slash': { sent: ['sid'], readable: false },
  },
  rows: 'exchange',
});
