import {
  allow,
  each,
  fetch,
  http,
  image,
  imagesOfThisMachine,
  localhostB,
  loopbackB,
  loopbackIsMixedContent,
  publicPagesBehindProxy,
  scenario,
  visit,
  www,
} from '#lab';

/** The lab itself is on this machine: with this header Chromium takes its page for a public one. */
const asPublic = { headers: [['Content-Security-Policy', 'treat-as-public-address']] } as const;
const cors = allow(www);

export default scenario({
  title: 'A public page reaches the servers of this machine only once the user has granted it',
  claims: ['B17', 'B12', 'N1'],
  steps: [
    visit(http(www)),
    fetch(localhostB, { answer: { cors: allow(http(www)) }, as: 'local http page, localhost' }),
    visit(www),
    fetch(localhostB, { answer: { cors }, as: 'local https page, localhost' }),
    fetch(loopbackB, { answer: { cors }, as: 'local https page, 127.0.0.1' }),
    image(localhostB, { as: 'local https page, img' }),
    visit(www, { answer: asPublic }),
    fetch(localhostB, { answer: { cors }, as: 'public page, localhost' }),
    fetch(loopbackB, { answer: { cors }, as: 'public page, 127.0.0.1' }),
    image(localhostB, { as: 'public page, img' }),
  ],
  expect: {
    'local http page, localhost': { arrived: true },
    'local https page, localhost': { arrived: true },
    'local https page, 127.0.0.1': { arrived: true },
    'local https page, img': { arrived: true },
    'public page, localhost': { arrived: false },
    'public page, 127.0.0.1': { arrived: false },
    'public page, img': { arrived: false },
  },
  deviations: [
    {
      ...publicPagesBehindProxy,
      expect: each(['public page, localhost', 'public page, 127.0.0.1', 'public page, img'], {
        arrived: true,
      }),
    },
    { ...imagesOfThisMachine, expect: { 'public page, img': { arrived: true } } },
    {
      ...loopbackIsMixedContent,
      expect: each(['local https page, localhost', 'local https page, 127.0.0.1'], {
        arrived: false,
      }),
    },
  ],
  rows: 'exchange',
});
