import { allow, api, fetch, redirect, scenario, visit, www } from '#lab';

const becomes = { 301: 'GET', 302: 'GET', 303: 'GET', 307: 'POST', 308: 'POST' } as const;
const statuses = Object.entries(becomes);

export default scenario({
  title: 'A redirected POST becomes a GET by 301, 302 and 303, and stays a POST by 307 and 308',
  claims: ['B4'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    ...statuses.map(([status]) =>
      fetch(api, {
        method: 'POST',
        body: 'order=1',
        credentials: 'include',
        answer: {
          cors: allow(www),
          redirect: redirect(`${api}/next`, {
            status: Number(status),
            answer: { cors: allow(www) },
            as: `POST → ${status}`,
          }),
        },
      }),
    ),
  ],
  expect: Object.fromEntries(
    statuses.map(([status, method]) => [`POST → ${status}`, { method, sent: ['sid'] }]),
  ),
  rows: 'exchange',
});
