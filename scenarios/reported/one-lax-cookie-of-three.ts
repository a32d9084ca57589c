import { form, otherWww, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Of a flow’s cookies the one that was left Lax is missing on form_post',
  claims: ['B3', 'S2'],
  reported: {
    source: 'https://github.com/boardsesh/boardsesh/pull/1287',
    exchange: 'callback',
    cookie: 'callback-url',
    cause: 'samesite:cross-site-post',
  },
  steps: [
    visit(www, {
      answer: {
        setCookie: [
          'state=1; Path=/; Secure; SameSite=None',
          'nonce=1; Path=/; Secure; SameSite=None',
          'callback-url=1; Path=/; Secure; SameSite=Lax',
        ],
      },
    }),
    visit(otherWww),
    form('POST', `${www}/api/auth/callback`, { fields: { code: '1' }, as: 'callback' }),
  ],
  expect: { callback: { sent: ['state', 'nonce'] } },
});
