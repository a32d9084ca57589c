import { fetch, localhostA, localhostB, scenario, visit } from '#lab';

export default scenario({
  title: 'Two origins in one header allow neither',
  claims: ['F8'],
  reported: {
    source: 'https://github.com/cloudendpoints/endpoints-tools/issues/58',
    exchange: 'call',
    cause: 'cors:acao-list',
  },
  steps: [
    visit(localhostA),
    fetch(localhostB, {
      credentials: 'include',
      answer: {
        headers: [
          ['Access-Control-Allow-Origin', `${localhostA} ${localhostB}`],
          ['Access-Control-Allow-Credentials', 'true'],
        ],
      },
      as: 'call',
    }),
  ],
  expect: { call: { readable: false } },
});
