import { api, fetch, scenario, star, visit, www } from '#lab';

const call = (name: string, headers: string, as: string) =>
  fetch(api, {
    headers: { [name]: 'Bearer 1' },
    answer: { cors: star(), preflight: { headers } },
    as,
  });

export default scenario({
  title: 'Access-Control-Allow-Headers: * stands for every header but Authorization',
  claims: ['F11', 'F12'],
  steps: [
    visit(www),
    call('x-token', '*', 'with a header of its own'),
    call('authorization', '*', 'with Authorization'),
    call('authorization', 'x-token', 'with Authorization, not named'),
    call('authorization', 'authorization', 'with Authorization, named'),
  ],
  expect: {
    'with a header of its own': { arrived: true, readable: true },
    'with Authorization': { arrived: false, readable: false },
    'with Authorization, not named': { arrived: false, readable: false },
    'with Authorization, named': { requestHeader: { Authorization: 'Bearer 1' }, readable: true },
  },
  deviations: [
    {
      where: ['chromium*', 'firefox*', 'webkit*'],
      because:
        'In browsers the * of Access-Control-Allow-Headers permits Authorization as well. Fetch excepts it, and browsers have only announced to follow.',
      see: 'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Allow-Headers',
      expect: { 'with Authorization': { arrived: true, readable: true } },
    },
  ],
  rows: 'exchange',
});
