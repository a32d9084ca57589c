import { allow, api, fetch, otherApi, scenario, theOpenPageAsks, visit, www } from '#lab';

const setCookie = [
  'host=1; Path=/; Secure; SameSite=None',
  'strict=1; Path=/; Secure; SameSite=Strict; HttpOnly',
];
const clear = [['Clear-Site-Data', '"cookies"']] as const;

export default scenario({
  title:
    'Clear-Site-Data: "cookies" takes all cookies of the answer’s site, whichever page asked with credentials',
  claims: ['B13'],
  steps: [
    visit(api, { answer: { setCookie: [...setCookie, 'domain=1; Domain=example.test; Path=/'] } }),
    visit(otherApi, { answer: { setCookie } }),
    visit(www, { answer: { setCookie: 'of-www=1; Path=/; Secure' } }),
    fetch(api, { answer: { cors: allow(www), headers: clear } }),
    fetch(api, {
      credentials: 'include',
      answer: { cors: allow(www) },
      as: 'cleared without credentials',
    }),
    fetch(api, { credentials: 'include', answer: { headers: clear } }),
    fetch(api, {
      credentials: 'include',
      answer: { cors: allow(www) },
      as: 'cleared by a same-site fetch',
    }),
    fetch(www, { as: 'the sibling host' }),
    fetch(otherApi, { credentials: 'include', answer: { headers: clear } }),
    visit(otherApi, { as: 'cleared by a cross-site fetch' }),
    visit(otherApi, { answer: { setCookie, headers: [['Clear-Site-Data', '"storage"']] } }),
    visit(otherApi, { answer: { headers: clear }, as: 'storage alone cleared' }),
    visit(otherApi, { as: 'cleared by a visit' }),
  ],
  expect: {
    'cleared without credentials': { sent: ['host', 'strict', 'domain'] },
    'cleared by a same-site fetch': { sent: [] },
    'the sibling host': { sent: [] },
    'cleared by a cross-site fetch': { sent: [] },
    'storage alone cleared': { sent: ['host', 'strict'] },
    'cleared by a visit': { sent: [] },
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'In Firefox Clear-Site-Data leaves the cookies of the parent domain and of sibling hosts. It clears those of the answering host, with or without credentials.',
      see: 'measured only',
      expect: {
        'cleared without credentials': { sent: ['domain'] },
        'cleared by a same-site fetch': { sent: ['domain'] },
        'the sibling host': { sent: ['domain', 'of-www'] },
      },
    },
    {
      where: 'webkit*',
      because:
        'In WebKit Clear-Site-Data leaves the cookies of sibling hosts. It clears what the answering host would get, with or without credentials.',
      see: 'measured only',
      expect: {
        'cleared without credentials': { sent: [] },
        'the sibling host': { sent: ['of-www'] },
      },
    },
    {
      where: [
        'chromium:blocked',
        'chromium:incognito',
        'webkit*',
        'firefox',
        'firefox:lax-default',
      ],
      because:
        'A third party’s Clear-Site-Data leaves what was set first-party. Where third-party cookies are partitioned, it clears the partition of the top-level site only.',
      see: 'measured only',
      expect: { 'cleared by a cross-site fetch': { sent: ['host', 'strict'] } },
    },
    {
      // Nothing was cleared here either.
      ...theOpenPageAsks,
      expect: { 'cleared by a cross-site fetch': { sent: ['host'] } },
    },
  ],
  rows: 'exchange',
});
