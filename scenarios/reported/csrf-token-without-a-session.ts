import { form, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Without its Secure session the form’s token is checked against nothing',
  claims: ['S2'],
  reported: {
    source: 'https://github.com/expressjs/session/issues/628',
    exchange: 'submit',
    cookie: 'connect.sid',
    cause: 'server:trust-proxy',
  },
  steps: [
    visit(`${www}/form`, { answer: { headers: [['X-Forwarded-Proto', 'http']] } }),
    form('POST', `${www}/form`, { fields: { _csrf: 'token' }, as: 'submit' }),
  ],
  expect: { submit: { sent: [] } },
});
