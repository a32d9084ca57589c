/** What `npm run new` writes: a scenario that is as expected in every engine, to be changed. */
export const template = `import { allow, api, fetch, scenario, visit, www } from '#lab';

export default scenario({
  title: 'Say in one sentence what you expect to happen',
  steps: [
    visit(www),
    fetch(api, {
      credentials: 'include',
      answer: { setCookie: 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax', cors: allow(www) },
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  // What should happen. Leave it out to see what does.
  expect: { 'next call': { sent: ['sid'], readable: true } },
});
`;
