import {
  api,
  askedSameSite,
  elementSweep,
  fontsWithoutCors,
  noLinkPrefetch,
  scenario,
  www,
} from '#lab';

export default scenario({
  title: 'Elements send same-site every cookie, unless crossorigin=anonymous omits credentials',
  claims: ['B5'],
  ...askedSameSite(elementSweep, www, api),
  deviations: [
    { ...fontsWithoutCors, expect: { font: { sent: ['none', 'lax', 'strict', 'absent'] } } },
    { ...noLinkPrefetch, expect: { prefetch: { arrived: false } } },
  ],
});
