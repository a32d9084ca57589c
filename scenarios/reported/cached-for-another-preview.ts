import { api, app, fetch, noHttpCache, reflectWithoutVary, scenario, visit, www } from '#lab';

export default scenario({
  title: 'The answer that a cache keeps for one preview host is refused to the next',
  claims: ['F9'],
  reported: {
    source: 'https://github.com/expressjs/cors/issues/239',
    exchange: 'staging',
    cause: 'cors:vary-missing',
  },
  steps: [
    // There a cache that all share, here the browser’s own.
    visit(app),
    fetch(api, {
      answer: { cors: reflectWithoutVary, headers: [['Cache-Control', 'max-age=86400']] },
      as: 'preview',
    }),
    visit(www),
    fetch(api, { again: 'preview', as: 'staging' }),
  ],
  expect: { preview: { readable: true }, staging: { readable: false } },
  deviations: [{ ...noHttpCache, expect: { staging: { readable: true } } }],
});
