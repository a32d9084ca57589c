import { allow, api, fetch, http, scenario, visit, www } from '#lab';

export default scenario({
  title: 'App and proxy each add Access-Control-Allow-Origin, and together they allow nobody',
  claims: ['F8'],
  reported: {
    source: 'https://github.com/cyu/rack-cors/issues/55',
    exchange: 'call',
    cause: 'cors:acao-duplicate',
  },
  steps: [
    visit(http(www)),
    fetch(http(api), {
      answer: { cors: allow(http(www)), headers: [['Access-Control-Allow-Origin', '*']] },
      as: 'call',
    }),
  ],
  expect: { call: { readable: false } },
});
