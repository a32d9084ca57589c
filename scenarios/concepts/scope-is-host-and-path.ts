import { allow, api, fetch, scenario, subApi, visit, www } from '#lab';

const call = { credentials: 'include', answer: { cors: allow(www) } } as const;

export default scenario({
  title: 'A cookie goes where its host (or Domain) and its Path cover the URL',
  claims: ['C5'],
  steps: [
    visit(`${api}/dir/page`, {
      answer: {
        setCookie: [
          'host=1; Path=/; Secure',
          'domain=1; Domain=example.test; Path=/; Secure',
          'path=1; Path=/a; Secure',
          'default=1; Secure',
        ],
      },
    }),
    visit(www),
    fetch(`${api}/`, { ...call, as: 'api /' }),
    fetch(`${api}/a`, { ...call, as: 'api /a' }),
    fetch(`${api}/a/b`, { ...call, as: 'api /a/b' }),
    fetch(`${api}/ab`, { ...call, as: 'api /ab' }),
    fetch(`${api}/dir/other`, { ...call, as: 'api /dir/other' }),
    fetch(`${subApi}/`, { ...call, as: 'sub.api /' }),
    fetch(`${www}/`, { as: 'www /' }),
  ],
  expect: {
    'api /': { sent: ['host', 'domain'] },
    'api /a': { sent: ['host', 'domain', 'path'] },
    'api /a/b': { sent: ['host', 'domain', 'path'] },
    'api /ab': { sent: ['host', 'domain'] },
    'api /dir/other': { sent: ['host', 'domain', 'default'] },
    'sub.api /': { sent: ['domain'] },
    'www /': { sent: ['domain'] },
  },
  rows: 'exchange and cookie',
});
