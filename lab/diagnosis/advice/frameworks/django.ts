/** Django 4.2 or later with django-cors-headers. */
import { type CookieSetting, pairs, quoted, type Writer } from './server-lines.ts';

const list = (values: readonly string[]) => `[${values.map((one) => quoted(one)).join(', ')}]`;
const yes = (is: boolean) => (is ? 'True' : undefined);

/** Cookies that Django sets itself, by the prefix of their settings. */
const ownCookies: Readonly<Record<string, string>> = { sessionid: 'SESSION', csrftoken: 'CSRF' };

/** What django-cors-headers allows by default. */
const defaultMethods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
const defaultHeaders = [
  ...['accept', 'authorization', 'content-type', 'user-agent', 'x-csrftoken', 'x-requested-with'],
];

export const django: Writer = {
  cookie: (cookie) => {
    const own = ownCookies[cookie.name];
    if (own && !cookie.deletes) return ownCookie(cookie, own);
    const where = {
      path: cookie.path && quoted(cookie.path),
      domain: cookie.domain && quoted(cookie.domain),
      samesite: cookie.sameSite && quoted(cookie.sameSite),
    };
    if (cookie.deletes) {
      return `response.delete_cookie(${[quoted(cookie.name), pairs(where, '=')].filter(Boolean).join(', ')})`;
    }
    const options = {
      ...where,
      max_age: cookie.maxAge === undefined ? undefined : String(cookie.maxAge),
      expires: cookie.expires && quoted(cookie.expires),
      secure: yes(cookie.secure),
      httponly: yes(cookie.httpOnly),
    };
    const name = quoted(cookie.name);
    return [
      `response.set_cookie(${[name, 'value', pairs(options, '=')].filter(Boolean).join(', ')})`,
      ...(cookie.partitioned
        ? [`response.cookies[${name}]['partitioned'] = True  # Python 3.14`]
        : []),
    ].join('\n');
  },
  cors: ({ origin, credentials, methods, headers }) => {
    const moreMethods = methods.filter((one) => !defaultMethods.includes(one));
    const moreHeaders = headers.filter((one) => !defaultHeaders.includes(one.toLowerCase()));
    const defaults = [
      ...(moreMethods.length > 0 ? ['default_methods'] : []),
      ...(moreHeaders.length > 0 ? ['default_headers'] : []),
    ];
    return [
      "# settings.py; 'corsheaders.middleware.CorsMiddleware' is the first of MIDDLEWARE",
      ...(defaults.length > 0 ? [`from corsheaders.defaults import ${defaults.join(', ')}`] : []),
      ...(origin ? [`CORS_ALLOWED_ORIGINS = ${list([origin])}`] : []),
      ...(credentials ? ['CORS_ALLOW_CREDENTIALS = True'] : []),
      ...(moreMethods.length > 0
        ? [
            `CORS_ALLOW_METHODS = [*default_methods, ${moreMethods.map((one) => quoted(one)).join(', ')}]`,
          ]
        : []),
      ...(moreHeaders.length > 0
        ? [
            `CORS_ALLOW_HEADERS = [*default_headers, ${moreHeaders.map((one) => quoted(one)).join(', ')}]`,
          ]
        : []),
    ].join('\n');
  },
  behindProxy: `# settings.py
SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')`,
  header: (name, value) =>
    name === 'Vary'
      ? `patch_vary_headers(response, ${list([value])})`
      : `response[${quoted(name)}] = ${quoted(value)}`,
};

function ownCookie(cookie: CookieSetting, prefix: string): string {
  const settings = {
    PATH: cookie.path && quoted(cookie.path),
    DOMAIN: cookie.domain ? quoted(cookie.domain) : 'None',
    AGE: cookie.maxAge === undefined ? undefined : String(cookie.maxAge),
    SECURE: yes(cookie.secure),
    HTTPONLY: yes(cookie.httpOnly),
    SAMESITE: cookie.sameSite && quoted(cookie.sameSite),
  };
  const lines = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : `${prefix}_COOKIE_${name} = ${value}`,
  );
  const partitioned = `# in a middleware, for Python 3.14: response.cookies[${quoted(cookie.name)}]['partitioned'] = True`;
  return ['# settings.py', ...lines, ...(cookie.partitioned ? [partitioned] : [])].join('\n');
}
