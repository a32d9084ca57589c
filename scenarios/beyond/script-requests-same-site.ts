import { api, askedSameSite, scenario, scriptSweep, www } from '#lab';

export default scenario({
  title: 'Whatever a script asks with, same-site every cookie goes along',
  claims: ['B5'],
  ...askedSameSite(scriptSweep, www, api),
});
