import {
  allow,
  blankWindow,
  evil,
  fetch,
  form,
  frame,
  noFirstPartyInBlankWindows,
  readCookie,
  scenario,
  toLocation,
  visit,
  www,
} from '#lab';

const names = ['strict', 'lax', 'none'];
const ofEverySameSite = { setCookie: names.map((one) => `${one}=1; Secure; SameSite=${one}`) };
const credentials = 'include';
const all = { sent: names };
const none = { sent: ['none'] };

export default scenario({
  title: 'A window at about:blank has the cookies of whoever opened it, as a first party',
  claims: ['B6', 'B15'],
  steps: [
    visit(evil, { answer: ofEverySameSite }),
    visit(www, { answer: ofEverySameSite }),
    blankWindow([
      readCookie('it reads'),
      fetch(www, { as: 'it asks its own site' }),
      fetch(evil, { credentials, answer: { cors: allow(www) }, as: 'it asks another site' }),
      frame(evil, [], { as: 'a frame in it' }),
      form('POST', www, { as: 'a form in it' }),
    ]),
    blankWindow([toLocation(evil, { as: 'its location is set' })]),
    frame(evil, [
      blankWindow([
        readCookie('a third party’s reads'),
        fetch(evil, { as: 'a third party’s asks its own site' }),
        form('POST', www, { as: 'a form in a third party’s' }),
      ]),
      blankWindow([readCookie('a third party’s reads, written into')], { write: true }),
    ]),
  ],
  expect: {
    'it reads': { documentCookie: names },
    'it asks its own site': all,
    'it asks another site': none,
    'a frame in it': none,
    'a form in it': all,
    'its location is set': { sent: ['lax', 'none'] },
    'a third party’s reads': { documentCookie: names },
    'a third party’s asks its own site': all,
    'a form in a third party’s': none,
    'a third party’s reads, written into': { documentCookie: names },
  },
  under: Object.fromEntries(
    (['blocked', 'partitioned', 'tracking-prevention'] as const).map((policy) => [
      policy,
      { 'it asks another site': { sent: [] }, 'a frame in it': { sent: [] } },
    ]),
  ),
  deviations: [
    {
      ...noFirstPartyInBlankWindows,
      expect: { 'it asks another site': all, 'a frame in it': all },
    },
  ],
  rows: 'exchange',
});
