import { attributeIn } from '../../../base/set-cookie.ts';
import { isLoopback } from '../../../model/rules.ts';
import type { Advice, CausesOf } from '../advice.ts';
import type { Case } from '../case.ts';
import {
  asPrefixed,
  forDomain,
  hostOnly,
  lax,
  none,
  prefixOf,
  root,
  sharedPrefix,
  unchanged,
  wellFormed,
} from '../cookie-lines.ts';
import { refusalFix, uncached } from './refusal.ts';

/** A line of its own; nothing where nobody knows the cookie's name. */
const fresh = ({ newLine }: Pick<Case, 'newLine'>): readonly string[] =>
  newLine === null ? [] : [newLine];

export const cookieAdvice = {
  'set-cookie:by-script': {
    meaning:
      "A cookie that a script sets belongs to the page's host. It is not sent to the API's host.",
    fix: ({ api }) => `Set the cookie in a response of ${api}.`,
    write: fresh,
    setBy: ({ earlierResponse, at }) => earlierResponse ?? at.request,
    rule: 'RFC 10025 §5.7 step 9, §5.8.3',
  },
  'server:never-set': {
    meaning: 'No response set the cookie.',
    fix: ({ api, newLine }) =>
      `Set ${newLine === null ? 'one' : 'it'} in a response of ${api}. Behind a proxy, check that the application knows that the request came over https, and that nothing removes Set-Cookie.`,
    write: fresh,
    setBy: ({ earlierResponse }) => earlierResponse,
    rule: 'RFC 10025 §4.1',
  },
  'server:trust-proxy': {
    meaning:
      'A proxy ends TLS before the server, so the server sees plain http and does not send its Secure cookie.',
    fix: "Have the proxy send this header, and the application trust it: Express app.set('trust proxy', 1), Fastify trustProxy: true, Django SECURE_PROXY_SSL_HEADER.",
    write: () => ['X-Forwarded-Proto: https'],
    rule: 'RFC 7239 §5.4; the documentation of the framework',
  },
  'server:refused': {
    meaning:
      'The server refused the request. A WebSocket or an EventSource shows a script no status, only an error.',
    fix: refusalFix,
    write: uncached,
    rule: 'RFC 9110 §15.5; WebSockets §2; HTML “server-sent events”',
  },
  'proxy:strips-set-cookie': {
    meaning: 'Something between server and browser removed Set-Cookie.',
    fix: 'Let Set-Cookie pass, and do not cache responses that set cookies.',
    write: ({ repaired, newLine }) => (repaired.length > 0 ? repaired : fresh({ newLine })),
    setBy: ({ repairedAt, earlierResponse }) => repairedAt ?? earlierResponse,
    rule: 'RFC 9111 §7.3',
  },
  'proxy:alters-set-cookie': {
    meaning: 'Something between server and browser split a Set-Cookie at a comma, or joined two.',
    fix: 'Send one header line for each cookie, and never split or join them at commas (AWS Lambda: cookies or multiValueHeaders). Max-Age instead of Expires has no comma.',
    write: ({ repaired }) => repaired,
    rule: 'RFC 9110 §5.3; RFC 10025 §4.1.1',
  },
  'set-cookie:on-preflight': {
    meaning: 'A preflight has no credentials, so Set-Cookie in its response is ignored.',
    fix: ({ method }) => `Set the cookie in the response to ${method} instead.`,
    write: ({ line }) => [line()],
    rule: 'Fetch §4.8',
  },
  'set-cookie:too-large': {
    meaning: 'Name and value together are longer than 4096 bytes, so the cookie is ignored.',
    fix: 'Keep the data on the server, and only its id in the cookie.',
    write: ({ line }) => [line((cookie) => ({ ...cookie, value: '…' }))],
    rule: 'RFC 10025 §5.6 step 5',
  },
  'set-cookie:prefix': {
    meaning: 'The attributes of the cookie do not satisfy the prefix of its name.',
    fix: prefixFix,
    write: ({ setCookie, overHttps, domain, isByScript, line, setter }) =>
      isByScript
        ? [line(asPrefixed)]
        : (setter.startsWith('https:') ? setCookie : overHttps)(
            asPrefixed,
            (cookie) => asPrefixed(sharedPrefix(cookie)),
            (cookie) => forDomain(domain)(asPrefixed(sharedPrefix(cookie))),
          ),
    setBy: ({ isByScript, earlierPage }) => (isByScript ? earlierPage : null),
    rule: 'RFC 10025 §5.7 steps 20 to 22',
  },
  'set-cookie:malformed': {
    meaning:
      'The browser ignores the Set-Cookie: it cannot be read, or a part of it is not allowed.',
    fix: ({ cookie, reason }) => {
      if (cookie.name === '' && cookie.value === '') return 'Write a name and a value: `sid=1`.';
      if (reason === 'InvalidPath') return 'Use a Path that covers the URL of the response.';
      return 'Encode control characters in name and value, and keep every attribute below 1024 bytes.';
    },
    write: ({ setCookie }) => setCookie(wellFormed, (cookie) => root(wellFormed(cookie))),
    rule: 'RFC 10025 §5.6',
  },
  'set-cookie:http-only-by-script': {
    meaning: 'A script can neither set nor overwrite an HttpOnly cookie.',
    fix: ({ setter }) => `Set the cookie in a response of ${setter}.`,
    write: ({ overwriting, line }) => [overwriting ?? line()],
    setBy: ({ overwrittenAt, earlierPage }) => overwrittenAt ?? earlierPage,
    rule: 'RFC 10025 §5.7 steps 15 and 23.2',
  },
  'set-cookie:domain-public-suffix': {
    meaning:
      'Domain is a public suffix, below which anyone can register a host, so the cookie is ignored.',
    fix: (one) =>
      removeDomain(one) ??
      (one.setterHost === one.neededBy
        ? notShared(one.setterHost, one.neededBy)
        : `No Domain covers both ${one.setterHost} and ${one.neededBy}: they are different sites. Serve both below a domain of your own.`),
    write: ({ setCookie }) => setCookie(hostOnly),
    rule: 'RFC 10025 §5.7 step 9',
  },
  'set-cookie:domain-mismatch': {
    meaning: 'Domain does not cover the host that sets the cookie, or not the host that needs it.',
    fix: (one) => {
      const { setCookie, domain, neededBy: host, setterHost } = one;
      return (
        throughProxy(one) ??
        removeDomain(one) ??
        (setCookie(forDomain(domain)).length > 0
          ? `Use the domain that both hosts share: \`Domain=${domain}\`.`
          : notShared(setterHost, host))
      );
    },
    write: ({ setCookie, domain }) => setCookie(hostOnly, forDomain(domain)),
    rule: 'RFC 10025 §5.1.3, §5.7 step 10',
  },
  'set-cookie:domain-localhost-or-ip': {
    meaning: 'On localhost and IP addresses, browsers ignore Domain or refuse the cookie.',
    fix: (one) => removeDomain(one) ?? 'Remove Domain, and use one host name everywhere.',
    write: ({ setCookie }) => setCookie(hostOnly),
    rule: 'RFC 10025 §5.1.3, §5.7 step 9',
  },
  'set-cookie:host-only-not-covering': {
    meaning: 'A cookie without Domain is sent only to the host that set it.',
    fix: ({ setCookie, domain, neededBy: host, setterHost }) => {
      if (setCookie(forDomain(domain)).length > 0) {
        return `Set the cookie in a response of ${host}, or share it: \`Domain=${domain}\`.`;
      }
      return setCookie((cookie) => forDomain(domain)(sharedPrefix(cookie))).length > 0
        ? `A \`__Host-\` cookie is only for ${setterHost}. Set it in a response of ${host}, or use \`__Secure-\` to share it.`
        : notShared(setterHost, host);
    },
    write: ({ setCookie, domain }) =>
      setCookie(forDomain(domain), (cookie) => forDomain(domain)(sharedPrefix(cookie))),
    rule: 'RFC 10025 §5.7 step 10, §5.8.3',
  },
  'set-cookie:localhost-vs-127': {
    meaning: 'localhost and 127.0.0.1 are different hosts. Neither receives cookies of the other.',
    fix: ({ setterHost }) => `Use one name everywhere, here ${setterHost}.`,
    write: ({ urlOnSetter }) => [urlOnSetter],
    rule: 'RFC 10025 §5.1.3',
  },
  'set-cookie:path-mismatch': {
    meaning:
      'Path does not cover the URL. Without Path, a cookie is sent only to the folder of the URL that set it.',
    fix: 'Use `Path=/`.',
    write: ({ setCookie }) => setCookie(root),
    rule: 'RFC 10025 §5.1.4',
  },
  'set-cookie:none-without-secure': {
    meaning: 'SameSite=None needs Secure. Without it the cookie is ignored.',
    fix: ({ isSecure, isSameSite }) => {
      if (isSecure) return 'Add Secure.';
      return isSameSite
        ? 'Serve the site over https and add Secure. In development over plain http, SameSite=Lax is enough for requests of the same site.'
        : 'Serve the site over https, and add Secure.';
    },
    write: ({ setCookie, isSecure }) => (isSecure ? setCookie(none, lax) : setCookie(lax, none)),
    rule: 'RFC 10025 §5.7 step 19',
  },
  'set-cookie:secure-over-http': {
    meaning: 'A response over plain http cannot set a Secure cookie.',
    fix: ({ setterHost }) => `Serve ${setterHost} over https.`,
    write: ({ overHttps }) => overHttps(unchanged),
    rule: 'RFC 10025 §5.7 step 13',
  },
  'set-cookie:overwrites-secure': {
    meaning: 'A response over plain http cannot overwrite a Secure cookie.',
    fix: ({ setterHost }) => `Serve ${setterHost} over https.`,
    write: ({ overHttps }) => overHttps(unchanged),
    rule: 'RFC 10025 §5.7 step 16',
  },
} as const satisfies Record<CausesOf<'set-cookie' | 'server' | 'proxy'>, Advice>;

/** Removing Domain, by its value, where that suffices. */
function removeDomain({ cookie, setCookie }: Case): string | null {
  const domain = attributeIn(cookie, 'Domain');
  return setCookie(hostOnly).length > 0
    ? `Remove ${domain === null ? 'Domain' : `\`Domain=${domain}\``}.`
    : null;
}

/** A server for development sends on what another host answers. */
function throughProxy(one: Case): string | null {
  const removed = removeDomain(one);
  const isOthers = attributeIn(one.cookie, 'Domain')?.replace(/^\./, '').includes('.') ?? false;
  return removed !== null && isLoopback(one.setterHost) && isOthers
    ? `${removed} Where a development server sends requests on to another host, let it do so (Vite: server.proxy with cookieDomainRewrite: '').`
    : null;
}

const notShared = (setter: string, host: string) =>
  setter === host
    ? 'Remove Domain.'
    : `${setter} cannot set a cookie for ${host}. Set it in a response of ${host}.`;

/** What the prefix asks for and the cookie lacks. */
function prefixFix({ cookie, isSecure, setterHost, host }: Case): string {
  const prefix = prefixOf(cookie.name);
  if (prefix === '') return 'Give the cookie a name: a nameless one may not have such a value.';
  const kind = prefix.toLowerCase();
  const [domain, path] = [attributeIn(cookie, 'Domain'), attributeIn(cookie, 'Path')];
  const bound = kind.includes('host');
  const wrong: [boolean, rule: string, fix: string][] = [
    [!isSecure, 'needs https', `Serve ${setterHost} over https.`],
    [attributeIn(cookie, 'Secure') === null, 'needs Secure', 'Add `Secure`.'],
    [
      kind.includes('http') && attributeIn(cookie, 'HttpOnly') === null,
      'needs HttpOnly',
      'Add `HttpOnly`.',
    ],
    [bound && path !== '/', 'needs Path=/', 'Add `Path=/`.'],
    [bound && domain !== null, 'must not have Domain', `Remove \`Domain=${domain}\`.`],
  ];
  const found = wrong.filter(([is]) => is);
  const rules = found.map(([, rule]) => rule).join(', and ');
  const fixes = found.map(([, , fix]) => fix).join(' ');
  const shared =
    bound && domain && host !== setterHost
      ? ` To share it with ${host}, use the prefix \`__Secure-\` instead.`
      : '';
  return `A \`${prefix}\` cookie ${rules}. ${fixes}${shared}`;
}
