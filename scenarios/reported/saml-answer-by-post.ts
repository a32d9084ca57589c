import { form, otherWww, scenario, visit, www } from '#lab';

export default scenario({
  title: 'The identity provider’s POST does not carry the Lax state cookie',
  claims: ['B3', 'S2'],
  reported: {
    source: 'https://github.com/PowerDNS-AuthAdmin/powerdns-authadmin/issues/108',
    exchange: 'acs',
    cookie: 'pda_saml_state',
    cause: 'samesite:cross-site-post',
  },
  steps: [
    visit(www, {
      answer: { setCookie: 'pda_saml_state=1; Path=/; Secure; HttpOnly; SameSite=Lax' },
    }),
    visit(otherWww),
    form('POST', `${www}/saml/acs`, { fields: { SAMLResponse: 'x' }, as: 'acs' }),
  ],
  expect: { acs: { sent: [] } },
});
