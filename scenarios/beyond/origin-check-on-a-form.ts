import { app, evil, form, frame, scenario, visit, www } from '#lab';

const quiet = { headers: [['Referrer-Policy', 'no-referrer']] } as const;

export default scenario({
  title:
    'A form posted under Referrer-Policy: no-referrer sends Origin: null, also to its own origin',
  claims: ['B16', 'X4'],
  steps: [
    visit(www),
    form('POST', www, { as: 'same-origin' }),
    visit(app),
    form('POST', www, { as: 'same-site' }),
    visit(evil),
    form('POST', www, { as: 'cross-site' }),
    visit(www, { answer: quiet }),
    form('POST', www, { as: 'same-origin, no-referrer' }),
    visit(app, { answer: quiet }),
    form('POST', www, { as: 'same-site, no-referrer' }),
    visit(evil, { answer: { headers: [['Referrer-Policy', 'same-origin']] } }),
    form('POST', www, { as: 'cross-site, Referrer-Policy: same-origin' }),
    visit(evil),
    frame(evil, [form('POST', www, { as: 'from a sandboxed frame' })], {
      sandbox: 'allow-scripts allow-forms',
    }),
    visit(www),
    form('GET', www, { as: 'GET form' }),
  ],
  expect: {
    'same-origin': { requestHeader: { origin: 'own' } },
    'same-site': { requestHeader: { origin: 'own' } },
    'cross-site': { requestHeader: { origin: 'own' } },
    'same-origin, no-referrer': { requestHeader: { origin: 'null' } },
    'same-site, no-referrer': { requestHeader: { origin: 'null' } },
    'cross-site, Referrer-Policy: same-origin': { requestHeader: { origin: 'null' } },
    'from a sandboxed frame': { requestHeader: { origin: 'null' } },
    'GET form': { requestHeader: { origin: null } },
  },
  rows: 'exchange',
});
