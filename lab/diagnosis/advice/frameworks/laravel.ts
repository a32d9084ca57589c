/** Laravel 11 or later. */
import { type CookieSetting, chained, quoted, type Writer } from './server-lines.ts';

/** The session's, and the CSRF token that scripts read, which has its attributes. */
const isOfSession = ({ name }: CookieSetting) => /(^|[-_])session$|^XSRF-TOKEN$/.test(name);

export const laravel: Writer = {
  cookie: (cookie) => {
    if (isOfSession(cookie) && !cookie.deletes) return laravelSession(cookie);
    const ends =
      cookie.maxAge === undefined
        ? cookie.expires && quoted(cookie.expires)
        : cookie.maxAge > 0
          ? `time() + ${cookie.maxAge}`
          : '1';
    const sameSite = cookie.sameSite ? quoted(cookie.sameSite.toLowerCase()) : 'null';
    const value = cookie.deletes ? "''" : '$value';
    const steps = chained(
      [
        ends && `withExpires(${ends})`,
        cookie.path && `withPath(${quoted(cookie.path)})`,
        cookie.domain && `withDomain(${quoted(cookie.domain)})`,
        cookie.secure && 'withSecure(true)',
        `withHttpOnly(${cookie.httpOnly})`,
        `withSameSite(${sameSite})`,
        cookie.partitioned && 'withPartitioned(true)',
      ],
      '->',
    );
    return `// Symfony\\Component\\HttpFoundation\\Cookie
$response->withCookie(Cookie::create(${quoted(cookie.name)}, ${value})${steps});`;
  },
  cors: ({ origin, credentials, methods, headers }) => {
    const list = (values: readonly string[]) => `[${values.map((one) => quoted(one)).join(', ')}]`;
    return [
      '// config/cors.php (php artisan config:publish cors)',
      "'paths' => ['*'],",
      ...(origin ? [`'allowed_origins' => ${list([origin])},`] : []),
      `'allowed_methods' => ${list(methods)},`,
      ...(headers.length > 0 ? [`'allowed_headers' => ${list(headers)},`] : []),
      ...(credentials ? ["'supports_credentials' => true,"] : []),
    ].join('\n');
  },
  behindProxy: `// bootstrap/app.php
->withMiddleware(function (Middleware $middleware) {
    $middleware->trustProxies(at: '*');
})`,
  header: (name, value) => `$response->header(${quoted(name)}, ${quoted(value)}, false);`,
};

function laravelSession(cookie: CookieSetting): string {
  const settings = {
    SESSION_PATH: cookie.path,
    SESSION_DOMAIN: cookie.domain ?? 'null',
    SESSION_LIFETIME:
      cookie.maxAge === undefined ? undefined : String(Math.ceil(cookie.maxAge / 60)),
    SESSION_SECURE_COOKIE: cookie.secure ? 'true' : undefined,
    SESSION_HTTP_ONLY: cookie.httpOnly ? 'true' : undefined,
    SESSION_SAME_SITE: cookie.sameSite?.toLowerCase(),
    SESSION_PARTITIONED_COOKIE: cookie.partitioned ? 'true' : undefined,
  };
  const lines = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}=${value}`,
  );
  return ['# .env', ...lines].join('\n');
}
