import { allow, api, scenario, visit, www, xhr } from '#lab';

export default scenario({
  title: 'A client that no longer sends credentials by default polls without the session',
  claims: ['F3'],
  reported: {
    source: 'https://github.com/socketio/socket.io-website/issues/352',
    exchange: 'polling',
    cookie: 'session',
    cause: 'request:credentials-missing',
  },
  steps: [
    visit(api, { answer: { setCookie: 'session=1; Path=/; Secure; HttpOnly; SameSite=Lax' } }),
    visit(www),
    xhr(`${api}/socket.io`, { answer: { cors: allow(www) }, as: 'polling' }),
  ],
  expect: { polling: { sent: [], readable: true } },
});
