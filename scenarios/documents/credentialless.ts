import { credentiallessUnknown, fetch, frame, readCookie, scenario, visit, www } from '#lab';

export default scenario({
  title: 'A credentialless frame neither gets nor sends the cookies of its host',
  claims: ['B6'],
  steps: [
    visit(www, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    frame(www, [readCookie('it reads'), fetch(www, { as: 'it asks' })], {
      credentialless: true,
      as: 'it comes',
    }),
  ],
  expect: {
    'it comes': { sent: [] },
    'it reads': { documentCookie: [] },
    'it asks': { sent: [] },
  },
  deviations: [
    {
      ...credentiallessUnknown,
      expect: {
        'it comes': { sent: ['sid'] },
        'it reads': { documentCookie: ['sid'] },
        'it asks': { sent: ['sid'] },
      },
    },
  ],
  rows: 'exchange',
});
