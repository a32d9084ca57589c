import { askedCrossSite, otherApi, scenario, scriptSweep, www } from '#lab';

export default scenario({
  title: 'Whatever a script asks with, cross-site only the None cookie goes along',
  claims: ['B5'],
  ...askedCrossSite(scriptSweep, www, otherApi),
});
