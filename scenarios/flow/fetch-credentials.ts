import { api, fetch, scenario, withAndWithoutCredentials, www } from '#lab';

export default scenario({
  title: 'fetch to another origin sends and stores cookies only with credentials: include',
  claims: ['F1', 'F2'],
  essential: true,
  ...withAndWithoutCredentials(
    www,
    api,
    (included, options) => fetch(api, { ...(included && { credentials: 'include' }), ...options }),
    ['default', 'include'],
  ),
});
