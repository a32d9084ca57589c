import { api, scenario, withAndWithoutCredentials, www, xhr } from '#lab';

export default scenario({
  title: 'XMLHttpRequest to another origin sends and stores cookies only with withCredentials',
  claims: ['F3'],
  ...withAndWithoutCredentials(
    www,
    api,
    (withCredentials, options) => xhr(api, { withCredentials, ...options }),
    ['false', 'true'],
  ),
});
