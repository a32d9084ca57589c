import {
  cookieChanges,
  cookieStore,
  fetch,
  scenario,
  visit,
  watchCookieStore,
  writeCookie,
  www,
} from '#lab';

const told = (changed: string[], deleted: string[]) => ({ cookieChanges: { changed, deleted } });

export default scenario({
  title: 'The cookie store tells of every change that a script may see, whoever made it',
  claims: ['B14'],
  steps: [
    visit(www, { answer: { setCookie: ['old=1; Secure', 'gone=1; Secure'] } }),
    watchCookieStore(),
    cookieStore.set({ name: 'set', value: '1' }),
    cookieStore.delete({ name: 'old' }),
    cookieChanges('by the cookie store'),
    fetch(www, {
      answer: { setCookie: ['sent=1; Secure', 'hidden=1; Secure; HttpOnly', 'gone=; Max-Age=0'] },
    }),
    cookieChanges('by an answer'),
    writeCookie('written=1; Secure'),
    cookieChanges('by document.cookie'),
  ],
  expect: {
    'by the cookie store': told(['set'], ['old']),
    'by an answer': told(['sent'], ['gone']),
    'by document.cookie': told(['written'], []),
  },
  rows: 'exchange',
});
