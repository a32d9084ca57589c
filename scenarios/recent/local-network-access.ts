import {
  allow,
  fetch,
  frame,
  localhostB,
  loopbackIsMixedContent,
  noPublicPages,
  scenario,
  visit,
  webSocket,
  www,
} from '#lab';

/** The lab itself is on this machine: with this header Chromium treats its page as a public one. */
const asPublic = { headers: [['Content-Security-Policy', 'treat-as-public-address']] } as const;
const answer = { cors: allow(www) };
const arrives = { arrived: true };
const never = { arrived: false };

export default scenario({
  title:
    'Without the user’s permission no WebSocket and no frame of a public page reaches this machine',
  claims: ['N1'],
  steps: [
    visit(www),
    webSocket(localhostB, { as: 'local page, WebSocket' }),
    frame(localhostB, [], { as: 'local page, frame' }),
    visit(www, { answer: asPublic }),
    webSocket(localhostB, { as: 'public page, WebSocket' }),
    frame(localhostB, [], { as: 'public page, frame' }),
    frame(www, [fetch(localhostB, { answer, as: 'fetch of a public frame' })], {
      answer: asPublic,
    }),
  ],
  expect: {
    'local page, WebSocket': arrives,
    'local page, frame': arrives,
    'public page, WebSocket': never,
    'public page, frame': never,
    'fetch of a public frame': never,
  },
  deviations: [
    {
      ...noPublicPages,
      where: 'firefox*',
      expect: {
        'public page, WebSocket': arrives,
        'public page, frame': arrives,
        'fetch of a public frame': arrives,
      },
    },
    {
      ...loopbackIsMixedContent,
      expect: { 'local page, WebSocket': never, 'local page, frame': never },
    },
  ],
  rows: 'exchange',
});
