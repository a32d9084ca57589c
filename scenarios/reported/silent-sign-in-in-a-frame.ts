import { frame, otherWww, scenario, visit, www } from '#lab';

export default scenario({
  title:
    'A silent sign-in in a frame needs the provider’s cookie, which tracking prevention withholds',
  claims: ['T2', 'T4'],
  reported: {
    source: 'https://github.com/Swizec/useAuth/issues/76',
    exchange: 'silent',
    cookie: 'idp',
    cause: 'browser-policy:itp',
  },
  steps: [
    visit(otherWww, { answer: { setCookie: 'idp=1; Path=/; Secure; HttpOnly; SameSite=None' } }),
    visit(www),
    frame(`${otherWww}/authorize`, [], { as: 'silent' }),
  ],
  expect: { silent: { sent: ['idp'] } },
  under: {
    blocked: { silent: { sent: [] } },
    partitioned: { silent: { sent: [] } },
    'tracking-prevention': { silent: { sent: [] } },
  },
});
