import {
  allowStorageAccess,
  click,
  fetch,
  firefoxBlocksForGood,
  frame,
  hasStorageAccess,
  incognitoAsksItsUser,
  otherWww,
  pause,
  requestStorageAccess,
  scenario,
  visit,
  www,
} from '#lab';

/** Under a policy that lets the cookie through there is nothing to be granted, only to be told. */
const lateInWebKit = {
  because:
    'In WebKit a click counts while it is handled, and no longer once a promise was waited for. Where its policy lets the cookie through anyway, 2.54 asks for no click.',
  see: 'https://github.com/mdn/content/issues/19139',
} as const;

export default scenario({
  title:
    'A click still counts once a frame was told that it has no storage access, and asks for it',
  claims: ['T6'],
  reported: {
    source: 'https://github.com/mdn/content/issues/19139',
    exchange: 'call',
    cookie: 'sid',
    cause: 'storage-access:not-granted',
  },
  steps: [
    visit(otherWww, { answer: { setCookie: 'sid=1; Path=/; SameSite=None; Secure' } }),
    click(),
    pause(1_000),
    visit(www),
    allowStorageAccess(otherWww),
    frame(otherWww, [
      click(),
      // What the documentation told to do: ask first whether it is needed.
      hasStorageAccess(),
      requestStorageAccess('request'),
      fetch(otherWww, { credentials: 'include', as: 'call' }),
    ]),
  ],
  expect: { request: { storageAccess: 'granted' }, call: { sent: ['sid'] } },
  deviations: [
    {
      ...lateInWebKit,
      where: ['webkit', 'webkit:allowed'],
      expect: { request: { storageAccess: 'denied' } },
    },
    {
      ...lateInWebKit,
      where: 'webkit:itp',
      expect: { request: { storageAccess: 'denied' }, call: { sent: [] } },
    },
    {
      ...firefoxBlocksForGood,
      expect: { request: { storageAccess: 'denied' }, call: { sent: [] } },
    },
    {
      ...incognitoAsksItsUser,
      expect: { request: { storageAccess: 'denied' }, call: { sent: [] } },
    },
  ],
  rows: 'exchange',
});
