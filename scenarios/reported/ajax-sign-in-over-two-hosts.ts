import { allow, fetch, otherApi, redirect, scenario, thirdApi, visit, www } from '#lab';

export default scenario({
  title: 'A request that is sent on from host to host asks as Origin: null in the end',
  claims: ['B4'],
  reported: {
    source: 'https://github.com/zendesk/zendesk_jwt_sso_examples/issues/23',
    exchange: 'sign-in',
    cause: 'cors:redirect-origin-null',
  },
  steps: [
    visit(www),
    fetch(`${www}/sso`, {
      answer: {
        redirect: redirect(`${otherApi}/access/jwt`, {
          answer: {
            cors: allow(www),
            redirect: redirect(`${thirdApi}/hc`, { answer: { cors: allow(www) } }),
          },
        }),
      },
      as: 'sign-in',
    }),
  ],
  expect: { 'sign-in': { readable: false } },
});
