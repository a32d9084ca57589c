import { localhostA, localhostB, scenario, star, visit, xhr } from '#lab';

export default scenario({
  title: 'A client that sends credentials by default is refused by a star',
  claims: ['F6', 'X6'],
  reported: {
    source: 'https://github.com/socketio/socket.io/issues/3323',
    exchange: 'polling',
    cause: 'cors:acao-wildcard',
  },
  steps: [
    visit(localhostA),
    xhr(`${localhostB}/socket.io`, {
      withCredentials: true,
      answer: { cors: star({ credentials: true }) },
      as: 'polling',
    }),
  ],
  expect: { polling: { readable: false } },
});
