import {
  askedCrossSite,
  elementSweep,
  fontsWithoutCors,
  noLinkPrefetch,
  otherApi,
  scenario,
  www,
} from '#lab';

const swept = askedCrossSite(elementSweep, www, otherApi);

export default scenario({
  title: 'Elements send cross-site what a fetch with the same credentials does: None at most',
  claims: ['B5'],
  ...swept,
  deviations: [
    ...swept.deviations,
    { ...fontsWithoutCors, expect: { font: { sent: ['none', 'absent'] } } },
    { ...noLinkPrefetch, expect: { prefetch: { arrived: false } } },
  ],
});
