import { api, http, otherApi, scenario, visit, webSocket, www } from '#lab';

const setCookie = ['lax=1; SameSite=Lax', 'strict=1; SameSite=Strict'];

export default scenario({
  title: 'A WebSocket carries Lax and Strict cookies to its own site only, over ws and wss alike',
  claims: ['B5'],
  steps: [
    visit(http(otherApi), { answer: { setCookie } }),
    visit(http(api), { answer: { setCookie } }),
    visit(http(www)),
    webSocket(http(api), { as: 'ws, same-site' }),
    webSocket(http(otherApi), { as: 'ws, cross-site' }),
    visit(www),
    webSocket(api, { as: 'wss, same-site' }),
    webSocket(otherApi, { as: 'wss, cross-site' }),
  ],
  expect: {
    'ws, same-site': { sent: ['lax', 'strict'], status: 101 },
    'ws, cross-site': { sent: [], status: 101 },
    'wss, same-site': { sent: ['lax', 'strict'], status: 101 },
    'wss, cross-site': { sent: [], status: 101 },
  },
});
