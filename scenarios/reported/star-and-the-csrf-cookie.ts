import { localhostA, loopbackB, scenario, star, visit, xhr } from '#lab';

export default scenario({
  title: 'With credentials a star is refused, and without them the cookie is not kept',
  claims: ['F6'],
  reported: {
    source: 'https://github.com/Binaryify/NeteaseCloudMusicApi/issues/82',
    exchange: 'banner',
    cause: 'cors:acao-wildcard',
  },
  steps: [
    visit(localhostA),
    xhr(`${loopbackB}/banner`, { withCredentials: true, answer: { cors: star() }, as: 'banner' }),
  ],
  expect: { banner: { readable: false } },
});
