import {
  api,
  app,
  fetch,
  noHttpCache,
  reflect,
  reflectWithoutVary,
  scenario,
  visit,
  www,
} from '#lab';

const cached = [['Cache-Control', 'max-age=60']] as const;
const call = { credentials: 'include' } as const;

export default scenario({
  title:
    'A cached answer that names the first origin is refused to the second, unless it says Vary: Origin',
  claims: ['F9'],
  steps: [
    visit(www),
    fetch(api, {
      ...call,
      answer: { cors: reflectWithoutVary, headers: cached },
      as: 'www, without Vary',
    }),
    fetch(api, { ...call, answer: { cors: reflect, headers: cached }, as: 'www, with Vary' }),
    visit(app),
    fetch(api, { ...call, again: 'www, without Vary', as: 'then app, without Vary' }),
    fetch(api, { ...call, again: 'www, with Vary', as: 'then app, with Vary' }),
  ],
  expect: {
    'www, without Vary': { arrived: true, readable: true },
    'www, with Vary': { arrived: true, readable: true },
    'then app, without Vary': { arrived: false, readable: false },
    'then app, with Vary': { arrived: true, readable: true },
  },
  deviations: [
    {
      ...noHttpCache,
      expect: { 'then app, without Vary': { arrived: true, readable: true } },
    },
  ],
  rows: 'exchange',
});
