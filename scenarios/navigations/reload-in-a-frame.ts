import {
  evil,
  form,
  frame,
  link,
  onlyTheTopCounts,
  reload,
  reloadAsksAgainByGet,
  reloadedAsItWasLoaded,
  scenario,
  theTopLevelHostIsSameSite,
  visit,
  www,
} from '#lab';

const names = ['strict', 'lax', 'none'];
const ofEverySameSite = { setCookie: names.map((one) => `${one}=1; Secure; SameSite=${one}`) };
const all = { sent: names };
const none = { sent: ['none'] };
const nothing = { 'of another site': { sent: [] }, 'inside a frame of another site': { sent: [] } };
const reloaded = (as: string) => reload({ by: 'script', as });

export default scenario({
  title:
    'What a script reloads in a frame is asked by the document there, whoever led the frame to it',
  claims: ['B6', 'B15'],
  steps: [
    visit(evil, { answer: ofEverySameSite }),
    visit(www, { answer: ofEverySameSite }),
    frame(www, [reloaded('of the page’s own origin')]),
    frame(evil, [reloaded('of another site')]),
    frame(evil, [
      link(www, { as: 'led to the page’s site by another' }),
      reloaded('and reloaded there'),
    ]),
    frame(evil, [frame(www, [reloaded('inside a frame of another site')])]),
    frame(www, [form('POST', www), reloaded('after a form')]),
  ],
  expect: {
    'of the page’s own origin': all,
    'of another site': none,
    'led to the page’s site by another': none,
    'and reloaded there': all,
    'inside a frame of another site': none,
    'after a form': { method: 'POST', ...all },
  },
  under: { blocked: nothing, partitioned: nothing, 'tracking-prevention': nothing },
  deviations: [
    { ...reloadedAsItWasLoaded, expect: { 'and reloaded there': none } },
    { ...reloadAsksAgainByGet, expect: { 'after a form': { method: 'GET' } } },
    { ...theTopLevelHostIsSameSite, expect: { 'led to the page’s site by another': all } },
    { ...onlyTheTopCounts, expect: { 'inside a frame of another site': all } },
  ],
  rows: 'exchange',
});
