/** A fix as a framework's setting. Those of Express, nginx and Caddy were run by hand; Fastify's runs here. */
import cookiePlugin from '@fastify/cookie';
import corsPlugin from '@fastify/cors';
import { expect, test } from '@playwright/test';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type Framework, frameworks, settingFor } from '../../../lab/diagnosis/index.ts';

const attributes = 'Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=86400';
const cookie = `Set-Cookie: shop.sid=1; ${attributes}`;
const deletion = 'Set-Cookie: old=; Path=/a; Domain=example.com; Max-Age=0';
const byDate = deletion.replace('Max-Age=0', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT');
const preflight = [
  'HTTP/1.1 204 No Content',
  'Access-Control-Allow-Origin: https://www.example.com',
  'Access-Control-Allow-Credentials: true',
  'Vary: Origin',
  'Access-Control-Allow-Methods: PROPFIND',
  'Access-Control-Allow-Headers: x-custom, content-type',
];

const cookies: Readonly<Record<Framework, string>> = {
  express:
    "res.cookie('shop.sid', value, { path: '/', secure: true, httpOnly: true, sameSite: 'none', partitioned: true, maxAge: 86400000 });",
  fastify:
    "reply.setCookie('shop.sid', value, { path: '/', secure: true, httpOnly: true, sameSite: 'none', partitioned: true, maxAge: 86400 });",
  django: `response.set_cookie('shop.sid', value, path='/', samesite='None', max_age=86400, secure=True, httponly=True)
response.cookies['shop.sid']['partitioned'] = True  # Python 3.14`,
  rails:
    "cookies['shop.sid'] = { value: value, expires: 86400.seconds, path: '/', secure: true, httponly: true, same_site: :none, partitioned: true }  # partitioned: Rack 3.1",
  spring: `ResponseCookie cookie = ResponseCookie.from("shop.sid", value).path("/").maxAge(86400).secure(true).httpOnly(true).sameSite("None").partitioned(true).build();
response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());`,
  laravel: `// Symfony\\Component\\HttpFoundation\\Cookie
$response->withCookie(Cookie::create('shop.sid', $value)->withExpires(time() + 86400)->withPath('/')->withSecure(true)->withHttpOnly(true)->withSameSite('none')->withPartitioned(true));`,
  nginx: `proxy_cookie_flags shop.sid secure httponly samesite=none;
# what nginx cannot add, the application has to write: Path=/; Max-Age=86400; Partitioned
# a Path or Domain that is there it can change: proxy_cookie_path, proxy_cookie_domain`,
  caddy: `# in reverse_proxy: all attributes of this cookie
header_down Set-Cookie \`^(shop\\.sid=[^;]*).*$\` "$1; ${attributes}"`,
};

const cors: Readonly<Record<Framework, string>> = {
  express: `// before anything that checks the session; npm install cors
app.use(cors({ origin: ['https://www.example.com'], credentials: true, methods: ['GET', 'HEAD', 'POST', 'PROPFIND'], allowedHeaders: ['x-custom', 'content-type'] }));`,
  fastify: `// import cors from '@fastify/cors'
await app.register(cors, { origin: ['https://www.example.com'], credentials: true, methods: ['GET', 'HEAD', 'POST', 'PROPFIND'], allowedHeaders: ['x-custom', 'content-type'] });`,
  django: `# settings.py; 'corsheaders.middleware.CorsMiddleware' is the first of MIDDLEWARE
from corsheaders.defaults import default_methods, default_headers
CORS_ALLOWED_ORIGINS = ['https://www.example.com']
CORS_ALLOW_CREDENTIALS = True
CORS_ALLOW_METHODS = [*default_methods, 'PROPFIND']
CORS_ALLOW_HEADERS = [*default_headers, 'x-custom']`,
  rails: `# config/initializers/cors.rb, with the gem rack-cors
Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
    origins 'https://www.example.com'
    resource '*', headers: %w[x-custom content-type], methods: %i[get head post propfind options], credentials: true
  end
end`,
  spring: `// in a WebMvcConfigurer; with Spring Security also http.cors(Customizer.withDefaults())
@Override
public void addCorsMappings(CorsRegistry registry) {
  registry.addMapping("/**")
      .allowedOrigins("https://www.example.com")
      .allowCredentials(true)
      .allowedMethods("GET", "HEAD", "POST", "PROPFIND")
      .allowedHeaders("x-custom", "content-type");
}`,
  laravel: `// config/cors.php (php artisan config:publish cors)
'paths' => ['*'],
'allowed_origins' => ['https://www.example.com'],
'allowed_methods' => ['GET', 'HEAD', 'POST', 'PROPFIND'],
'allowed_headers' => ['x-custom', 'content-type'],
'supports_credentials' => true,`,
  nginx: `# http: the origins that are allowed
map $http_origin $cors_origin {
  default "";
  "https://www.example.com" $http_origin;
}

# location: one layer alone writes the headers
proxy_hide_header Access-Control-Allow-Origin;
proxy_hide_header Access-Control-Allow-Credentials;
add_header Access-Control-Allow-Origin $cors_origin always;
add_header Access-Control-Allow-Credentials true always;
add_header Vary Origin always;
if ($request_method = OPTIONS) {
  add_header Access-Control-Allow-Origin $cors_origin always;
  add_header Access-Control-Allow-Credentials true always;
  add_header Vary Origin always;
  add_header Access-Control-Allow-Methods "GET, HEAD, POST, PROPFIND";
  add_header Access-Control-Allow-Headers "x-custom, content-type";
  return 204;
}`,
  caddy: `@cors header Origin https://www.example.com
header @cors {
  Access-Control-Allow-Origin https://www.example.com
  Access-Control-Allow-Credentials true
  +Vary Origin
  defer
}
@preflight {
  method OPTIONS
  header Origin https://www.example.com
}
header @preflight {
  Access-Control-Allow-Methods "GET, HEAD, POST, PROPFIND"
  Access-Control-Allow-Headers "x-custom, content-type"
}
respond @preflight 204`,
};

const others: Readonly<Record<Framework, readonly [proxy: string, deletion: string]>> = {
  express: [
    "app.set('trust proxy', 1);",
    "res.clearCookie('old', { path: '/a', domain: 'example.com' });",
  ],
  fastify: [
    'const app = Fastify({ trustProxy: true });',
    "reply.clearCookie('old', { path: '/a', domain: 'example.com', sameSite: false });",
  ],
  django: [
    "# settings.py\nSECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')",
    "response.delete_cookie('old', path='/a', domain='example.com')",
  ],
  rails: [
    '# config/environments/production.rb\nconfig.assume_ssl = true',
    "cookies.delete('old', path: '/a', domain: 'example.com')",
  ],
  spring: [
    '# application.properties\nserver.forward-headers-strategy=framework',
    `ResponseCookie cookie = ResponseCookie.from("old", "").path("/a").domain("example.com").maxAge(0).build();
response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());`,
  ],
  laravel: [
    "// bootstrap/app.php\n->withMiddleware(function (Middleware $middleware) {\n    $middleware->trustProxies(at: '*');\n})",
    "// Symfony\\Component\\HttpFoundation\\Cookie\n$response->withCookie(Cookie::create('old', '')->withExpires(1)->withPath('/a')->withDomain('example.com')->withHttpOnly(false)->withSameSite(null));",
  ],
  nginx: [
    'proxy_set_header X-Forwarded-Proto $scheme;',
    'add_header Set-Cookie "old=; Path=/a; Domain=example.com; Max-Age=0" always;',
  ],
  caddy: [
    "# in reverse_proxy: Caddy sends X-Forwarded-Proto by itself, and believes another proxy's only if told to\ntrusted_proxies private_ranges",
    'header +Set-Cookie "old=; Path=/a; Domain=example.com; Max-Age=0"',
  ],
};

for (const framework of frameworks) {
  test(`A fix for ${framework} names its own options for cookie, deletion, CORS and proxy`, () => {
    expect(settingFor(framework, [cookie])).toBe(cookies[framework]);
    expect(settingFor(framework, preflight)).toBe(cors[framework]);
    const [proxy, deleted] = others[framework];
    expect(settingFor(framework, ['X-Forwarded-Proto: https'])).toBe(proxy);
    expect(settingFor(framework, [deletion])).toBe(deleted);
    if (!['nginx', 'caddy'].includes(framework)) {
      expect(settingFor(framework, [byDate])).toBe(deleted);
    }
  });

  test(`A fix for ${framework} leaves out what a page has to write, and the cookie's value`, () => {
    const page = [
      "fetch('https://api.example.com/', { credentials: 'include' })",
      'sandbox="allow-scripts allow-same-origin"',
      'https://api.example.com/',
    ];
    expect(settingFor(framework, page)).toBe('');
    expect(settingFor(framework, ['Set-Cookie: sid=secret; Path=/'])).not.toContain('secret');
    expect(settingFor(framework, [...page, 'Cache-Control: no-store'])).toContain('no-store');
    expect(settingFor(framework, ['Vary: Origin'])).toMatch(/vary.+Origin/i);
  });
}

for (const [framework, name, setting] of [
  ['express', 'connect.sid', "app.use(session({ cookie: { path: '/', secure: true"],
  ['fastify', 'sessionId', "await app.register(session, { cookie: { path: '/', secure: true"],
  ['django', 'sessionid', "SESSION_COOKIE_SAMESITE = 'None'"],
  ['django', 'csrftoken', 'CSRF_COOKIE_DOMAIN = None'],
  ['rails', '_shop_session', "session_store :cookie_store, key: '_shop_session'"],
  ['spring', 'JSESSIONID', 'server.servlet.session.cookie.same-site=none'],
  ['spring', 'XSRF-TOKEN', 'tokens.setCookieCustomizer(cookie -> cookie.path("/")'],
  ['laravel', 'shop_session', 'SESSION_SAME_SITE=none'],
  ['laravel', 'XSRF-TOKEN', 'SESSION_SAME_SITE=none'],
] as const) {
  test(`The cookie ${name} of ${framework} itself is changed by its settings`, () => {
    const text = settingFor(framework, [cookie.replace('shop.sid', name)]);
    expect(text).toContain(setting);
    expect(text).not.toContain('value');
  });
}

/** What Fastify answers with settings put in as they stand. */
async function answered(write: readonly string[], method: 'GET' | 'OPTIONS' = 'GET') {
  const app = Fastify();
  await app.register(cookiePlugin);
  const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => unknown;
  const isCors = write.some((line) => line.startsWith('Access-Control'));
  const run = new AsyncFunction('app', 'cors', 'reply', 'value', settingFor('fastify', write)) as (
    ...args: [FastifyInstance, unknown, FastifyReply | null, string]
  ) => Promise<void>;
  if (isCors) await run(app, corsPlugin, null, '');
  app.get('/', async (_, reply) => {
    if (!isCors) await run(app, corsPlugin, reply, '1');
    return 'ok';
  });
  return app.inject({
    method,
    url: '/',
    headers: {
      origin: 'https://www.example.com',
      'access-control-request-method': 'PROPFIND',
      'access-control-request-headers': 'x-custom',
    },
  });
}

const sorted = (line: unknown) => String(line).split('; ').sort();

test('What is written for Fastify sets the cookie with exactly the attributes of the line', async () => {
  for (const line of [
    cookie,
    'Set-Cookie: a=1; Path=/a',
    'Set-Cookie: a=1; Path=/; SameSite=Lax',
  ]) {
    const { headers } = await answered([line]);
    expect(sorted(headers['set-cookie'])).toEqual(sorted(line.replace('Set-Cookie: ', '')));
  }
});

test('What is written for Fastify answers a preflight with the lines of the fix', async () => {
  const { statusCode, headers } = await answered(preflight, 'OPTIONS');
  expect(statusCode).toBe(204);
  expect(headers).toMatchObject({
    'access-control-allow-origin': 'https://www.example.com',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'GET, HEAD, POST, PROPFIND',
    'access-control-allow-headers': 'x-custom, content-type',
  });
  expect(headers.vary).toContain('Origin');
});
