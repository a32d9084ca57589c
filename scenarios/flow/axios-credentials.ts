import { api, axios, scenario, withAndWithoutCredentials, www } from '#lab';

export default scenario({
  title: 'axios to another origin sends and stores cookies only with withCredentials',
  claims: ['F4'],
  ...withAndWithoutCredentials(
    www,
    api,
    (withCredentials, options) => axios(api, { withCredentials, ...options }),
    ['false', 'true'],
  ),
});
