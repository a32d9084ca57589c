import { api, scenario, unlistedSuffix, visit, webSocket, www } from '#lab';

export default scenario({
  title: 'The answer to a WebSocket handshake sets cookies like any other',
  claims: ['B5'],
  steps: [
    visit(www),
    webSocket(api, {
      answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' },
      as: 'handshake',
    }),
    webSocket(api, { as: 'next handshake' }),
  ],
  expect: {
    handshake: { stored: ['sid'] },
    'next handshake': { sent: ['sid'] },
  },
  deviations: [
    { ...unlistedSuffix, expect: { handshake: { stored: [] }, 'next handshake': { sent: [] } } },
  ],
});
