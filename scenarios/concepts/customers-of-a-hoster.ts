import {
  allow,
  customers,
  each,
  everySameSite,
  fetch,
  noLaxByDefault,
  olderSuffixList,
  platformSuffixes,
  scenario,
  visit,
} from '#lab';

const label = {
  own: (suffix: string) => `${suffix}, API calls itself`,
  page: (suffix: string) => `${suffix}, page calls API`,
};

/** The API sets its cookies as the top-level page, and is then called by another customer's page. */
const stepsAt = (suffix: (typeof platformSuffixes)[number]) => {
  const { page, api } = customers(suffix);
  return [
    visit(api, {
      answer: { setCookie: [...everySameSite, `shared=1; Domain=${suffix}; Secure`] },
    }),
    fetch(api, { as: label.own(suffix) }),
    visit(page),
    fetch(api, {
      credentials: 'include',
      answer: { cors: allow(page) },
      as: label.page(suffix),
    }),
  ];
};
const own = platformSuffixes.map(label.own);
const calls = platformSuffixes.map(label.page);

export default scenario({
  title:
    'Two customers of a hoster are two sites: no cookie is shared between them, and only None goes along',
  claims: ['B1'],
  steps: platformSuffixes.flatMap(stepsAt),
  expect: {
    ...each(own, { sent: ['none', 'lax', 'strict', 'absent'] }),
    ...each(calls, { sent: ['none'], readable: true }),
  },
  under: {
    blocked: each(calls, { sent: [] }),
    partitioned: each(calls, { sent: [] }),
    'tracking-prevention': each(calls, { sent: [] }),
  },
  deviations: [
    { ...noLaxByDefault, expect: each(calls, { sent: ['none', 'absent'] }) },
    {
      ...olderSuffixList,
      expect: {
        ...each(own, { sent: ['none', 'lax', 'strict', 'absent', 'shared'] }),
        ...each(calls, { sent: ['none', 'lax', 'strict', 'absent', 'shared'] }),
      },
    },
  ],
  rows: 'exchange',
});
