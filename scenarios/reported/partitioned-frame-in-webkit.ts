import {
  blocksPartitionedToo,
  fetch,
  frame,
  noPartitionedCookies,
  otherWww,
  readCookie,
  scenario,
  visit,
  writeCookie,
  www,
} from '#lab';

export default scenario({
  title: 'A Partitioned cookie that a frame’s script writes is kept, whatever the policy',
  claims: ['T5'],
  reported: {
    source: 'https://github.com/mozilla-mobile/firefox-ios/issues/28774',
    exchange: 'own call',
    cookie: 'newcookie',
    cause: 'partitioned:engine-support',
  },
  steps: [
    visit(www),
    frame(otherWww, [
      writeCookie('newcookie=1; Secure; SameSite=None; Domain=other.test; Partitioned'),
      readCookie('in the frame'),
      fetch(otherWww, { as: 'own call' }),
    ]),
  ],
  expect: {
    'in the frame': { documentCookie: ['newcookie'] },
    'own call': { sent: ['newcookie'] },
  },
  deviations: [noPartitionedCookies, blocksPartitionedToo].map((fact) => ({
    ...fact,
    expect: { 'in the frame': { documentCookie: [] }, 'own call': { sent: [] } },
  })),
});
