/** nginx 1.19.3 or later and Caddy 2, in front of an application. */
import type { CookieSetting, CorsSetting, Writer } from './server-lines.ts';

const text = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

const permits = ({ methods, headers }: CorsSetting): [name: string, value: string][] => [
  ['Access-Control-Allow-Methods', methods.join(', ')],
  ...(headers.length > 0
    ? [['Access-Control-Allow-Headers', headers.join(', ')] as [string, string]]
    : []),
];

export const nginx: Writer = {
  cookie: (cookie) => {
    if (cookie.deletes) {
      return `add_header Set-Cookie ${text(`${cookie.name}=; ${cookie.attributes}`)} always;`;
    }
    const flags = [
      cookie.secure && 'secure',
      cookie.httpOnly && 'httponly',
      cookie.sameSite && `samesite=${cookie.sameSite.toLowerCase()}`,
    ].filter(Boolean);
    const others = [
      cookie.path && `Path=${cookie.path}`,
      cookie.domain && `Domain=${cookie.domain}`,
      cookie.maxAge !== undefined && `Max-Age=${cookie.maxAge}`,
      cookie.partitioned && 'Partitioned',
    ].filter(Boolean);
    return [
      ...(flags.length > 0 ? [`proxy_cookie_flags ${cookie.name} ${flags.join(' ')};`] : []),
      ...(others.length > 0
        ? [
            `# what nginx cannot add, the application has to write: ${others.join('; ')}`,
            '# a Path or Domain that is there it can change: proxy_cookie_path, proxy_cookie_domain',
          ]
        : []),
    ].join('\n');
  },
  cors: (cors) => {
    const allow = [
      ...(cors.origin ? ['add_header Access-Control-Allow-Origin $cors_origin always;'] : []),
      ...(cors.credentials ? ['add_header Access-Control-Allow-Credentials true always;'] : []),
      'add_header Vary Origin always;',
    ];
    const permit = permits(cors).map(([name, value]) => `add_header ${name} ${text(value)};`);
    const preflight = [
      'if ($request_method = OPTIONS) {',
      ...[...allow, ...permit, 'return 204;'].map((line) => `  ${line}`),
      '}',
    ];
    return [
      ...(cors.origin
        ? [
            '# http: the origins that are allowed',
            'map $http_origin $cors_origin {',
            '  default "";',
            `  ${text(cors.origin)} $http_origin;`,
            '}',
            '',
          ]
        : []),
      '# location: one layer alone writes the headers',
      ...(cors.origin ? ['proxy_hide_header Access-Control-Allow-Origin;'] : []),
      ...(cors.credentials ? ['proxy_hide_header Access-Control-Allow-Credentials;'] : []),
      ...allow,
      ...(cors.preflight ? preflight : []),
    ].join('\n');
  },
  behindProxy: 'proxy_set_header X-Forwarded-Proto $scheme;',
  header: (name, value) => `add_header ${name} ${text(value)} always;`,
};

export const caddy: Writer = {
  cookie: (cookie) =>
    cookie.deletes
      ? `header +Set-Cookie ${text(`${cookie.name}=; ${cookie.attributes}`)}`
      : `# in reverse_proxy: all attributes of this cookie
header_down Set-Cookie \`^(${escaped(cookie)}=[^;]*).*$\` ${text(`$1; ${cookie.attributes}`)}`,
  cors: (cors) => {
    const of = cors.origin ? `header Origin ${cors.origin}` : 'header Origin *';
    return [
      `@cors ${of}`,
      'header @cors {',
      ...(cors.origin ? [`  Access-Control-Allow-Origin ${cors.origin}`] : []),
      ...(cors.credentials ? ['  Access-Control-Allow-Credentials true'] : []),
      '  +Vary Origin',
      '  defer',
      '}',
      ...(cors.preflight
        ? [
            '@preflight {',
            '  method OPTIONS',
            `  ${of}`,
            '}',
            'header @preflight {',
            ...permits(cors).map(([name, value]) => `  ${name} ${text(value)}`),
            '}',
            'respond @preflight 204',
          ]
        : []),
    ].join('\n');
  },
  behindProxy: `# in reverse_proxy: Caddy sends X-Forwarded-Proto by itself, and believes another proxy's only if told to
trusted_proxies private_ranges`,
  header: (name, value) => `header ${name === 'Vary' ? '+Vary' : name} ${text(value)}`,
};

const escaped = ({ name }: CookieSetting) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
