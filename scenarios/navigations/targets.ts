import { click, evil, form, frame, link, openWindow, scenario, visit, www } from '#lab';

const names = ['strict', 'lax', 'none'];
const all = { sent: names };
const none = { sent: ['none'] };
const laxAndNone = { sent: ['lax', 'none'] };
const nothing = { 'a form into a frame of another site': { sent: [] } };

export default scenario({
  title:
    'Where a form or link leads decides which cookies it brings: a window, a frame, or the page around',
  claims: ['B15', 'S2'],
  steps: [
    visit(www, {
      answer: { setCookie: names.map((one) => `${one}=1; Secure; SameSite=${one}`) },
    }),
    visit(evil),
    form('POST', www, { target: '_blank', as: 'POST into a new window' }),
    form('GET', www, { target: '_blank', as: 'GET into a new window' }),
    openWindow(www, [], { form: 'POST', as: 'POST into a named window' }),
    openWindow(www, [], { form: 'GET', as: 'GET into a named window' }),
    frame(www, [], { form: 'POST', as: 'a form into a frame of another site' }),
    frame(evil, [click(), form('POST', www, { target: '_top', as: 'POST out of a frame' })]),
    visit(evil),
    frame(evil, [click(), link(www, { target: '_top', as: 'a link out of a frame' })]),
    frame(www, [], { form: 'POST', as: 'a form into a frame of the same site' }),
    frame(evil, [
      click(),
      form('POST', www, { target: '_top', as: 'POST out of a frame of another site' }),
    ]),
    frame(evil, [
      click(),
      link(www, { target: '_parent', as: 'a link out of a frame of another site' }),
    ]),
    frame(www, [form('POST', www, { target: '_top', as: 'POST out of a frame of the same site' })]),
  ],
  expect: {
    'POST into a new window': none,
    'GET into a new window': laxAndNone,
    'POST into a named window': none,
    'GET into a named window': laxAndNone,
    'a form into a frame of another site': none,
    'POST out of a frame': none,
    'a link out of a frame': laxAndNone,
    'a form into a frame of the same site': all,
    'POST out of a frame of another site': none,
    'a link out of a frame of another site': laxAndNone,
    'POST out of a frame of the same site': all,
  },
  under: { blocked: nothing, partitioned: nothing, 'tracking-prevention': nothing },
  rows: 'exchange',
});
