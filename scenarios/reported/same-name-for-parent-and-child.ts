import { api, scenario, subApi, visit } from '#lab';

export default scenario({
  title: 'Two cookies of one name, for parent and child domain, both arrive',
  claims: ['B9'],
  reported: {
    source: 'https://github.com/tinyauthapp/tinyauth/issues/155',
    exchange: 'second instance',
    cookie: 'tinyauth',
    cause: 'cookie-jar:duplicate-name',
  },
  steps: [
    visit(api, { answer: { setCookie: 'tinyauth=parent; Domain=example.test; Path=/; Secure' } }),
    visit(subApi, {
      answer: { setCookie: 'tinyauth=child; Domain=api.example.test; Path=/; Secure' },
    }),
    visit(subApi, { as: 'second instance' }),
  ],
  expect: { 'second instance': { sent: ['tinyauth=parent', 'tinyauth=child'] } },
});
