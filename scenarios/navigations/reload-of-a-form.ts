import { evil, form, reload, reloadAsksAgainByGet, scenario, visit, www } from '#lab';

const all = ['strict', 'lax', 'none'];

export default scenario({
  title:
    'A page that came by POST is reloaded by POST, and with Lax cookies only from its own site',
  claims: ['S3', 'B15'],
  steps: [
    visit(www, {
      answer: { setCookie: all.map((one) => `${one}=1; Secure; SameSite=${one}`) },
    }),
    form('POST', www),
    reload({ as: 'by the user, after a form of its own' }),
    reload({ by: 'script', as: 'by a script, after a form of its own' }),
    visit(evil),
    form('POST', www),
    reload({ as: 'by the user, after a form of another site' }),
    reload({ by: 'script', as: 'by a script, after a form of another site' }),
  ],
  expect: {
    'by the user, after a form of its own': { method: 'POST', sent: all },
    'by a script, after a form of its own': { method: 'POST', sent: all },
    'by the user, after a form of another site': { method: 'POST', sent: ['none'] },
    'by a script, after a form of another site': { method: 'POST', sent: all },
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'In Firefox a reload by script is cross-site if a form of another site led to the page. It treats it like a reload by the user.',
      see: 'https://bugzilla.mozilla.org/show_bug.cgi?id=1974877',
      expect: { 'by a script, after a form of another site': { sent: ['none'] } },
    },
    {
      ...reloadAsksAgainByGet,
      expect: {
        'by a script, after a form of its own': { method: 'GET' },
        'by a script, after a form of another site': { method: 'GET' },
      },
    },
  ],
  rows: 'exchange',
});
