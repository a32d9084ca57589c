import { api, eventSource, evil, scenario, visit, webSocket } from '#lab';

const noCookie = {
  WebSocket: { sent: [] },
  'WebSocket, Origin refused': { sent: [] },
  EventSource: { sent: [] },
};

export default scenario({
  title: 'CORS does not guard a WebSocket: an evil page reads it unless the server checks Origin',
  claims: ['B5'],
  steps: [
    visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; HttpOnly; SameSite=None' } }),
    visit(evil),
    webSocket(api, { as: 'WebSocket' }),
    webSocket(api, { answer: { status: 403 }, as: 'WebSocket, Origin refused' }),
    eventSource(api, { withCredentials: true, as: 'EventSource' }),
  ],
  expect: {
    WebSocket: { arrived: true, sent: ['sid'], readable: true },
    'WebSocket, Origin refused': { arrived: true, sent: ['sid'], readable: false },
    EventSource: { arrived: true, sent: ['sid'], readable: false },
  },
  under: { blocked: noCookie, partitioned: noCookie, 'tracking-prevention': noCookie },
  rows: 'exchange',
});
