import { allow, api, otherWww, scenario, visit, www, xhr } from '#lab';

export default scenario({
  title: 'A JSON body needs a preflight, which the sign-in proxy redirects for want of a cookie',
  claims: ['F10', 'F11'],
  reported: {
    source: 'https://github.com/axios/axios/issues/876',
    exchange: 'post',
    cookie: 'auth',
    cause: 'cors:preflight-auth',
  },
  steps: [
    visit(api, { answer: { setCookie: 'auth=1; Path=/; Secure; HttpOnly; SameSite=Lax' } }),
    visit(www),
    xhr(api, {
      method: 'POST',
      withCredentials: true,
      headers: { 'content-type': 'application/json' },
      body: '{}',
      answer: { cors: allow(www), preflight: { location: `${otherWww}/login` } },
      as: 'post',
    }),
  ],
  expect: { post: { arrived: false, readable: false, preflight: { sent: [] } } },
});
