import { otherWww, scenario, visit, webSocket, writeCookie, www } from '#lab';

export default scenario({
  title: 'A Lax cookie opens the WebSocket of its own host, and none from a page of another site',
  claims: ['B5'],
  reported: {
    source: 'https://github.com/python-websockets/websockets/issues/1271',
    exchange: 'from another site',
    cookie: 'role',
    cause: 'samesite:websocket',
  },
  steps: [
    visit(otherWww),
    writeCookie('role=1; Path=/; SameSite=Lax'),
    webSocket(`${otherWww}/api/socket`, { as: 'from its own page' }),
    visit(www),
    webSocket(`${otherWww}/api/socket`, { as: 'from another site' }),
  ],
  expect: {
    'from its own page': { sent: ['role'] },
    'from another site': { sent: [] },
  },
});
