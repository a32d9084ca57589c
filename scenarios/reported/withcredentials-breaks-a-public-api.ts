import { http, otherApi, scenario, star, visit, www, xhr } from '#lab';

export default scenario({
  title: 'withCredentials alone makes a public API unreadable',
  claims: ['F6'],
  reported: {
    source: 'https://github.com/axios/axios/issues/572',
    exchange: 'call',
    cause: 'cors:acao-wildcard',
  },
  steps: [
    visit(http(www)),
    xhr(http(otherApi), {
      withCredentials: true,
      answer: { cors: star(), headers: [['Vary', 'Accept-Encoding']] },
      as: 'call',
    }),
  ],
  expect: { call: { readable: false } },
});
