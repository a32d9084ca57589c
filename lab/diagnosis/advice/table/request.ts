import type { Advice, CausesOf } from '../advice.ts';
import type { Case } from '../case.ts';
import { unchanged } from '../cookie-lines.ts';
import { byDesign } from './design.ts';

const bothAnswers = 'The response to OPTIONS and the response itself need these headers:';

/** Nothing is written where all of it together would not suffice. */
const remedy = ({ remedy }: Case): readonly string[] => remedy ?? [];

const notNull = 'Do not allow the origin `null`: any site can send it.';

function withOrigin(opaque: Case['opaque'], isFramed: boolean): string {
  if (opaque === 'data:') return 'Serve the document over https instead of from a data: URL.';
  return isFramed
    ? 'Add allow-same-origin to the sandbox attribute, or serve the document without a sandbox.'
    : 'Serve the page over https: a file has no origin, nor has a page under Content-Security-Policy: sandbox without allow-same-origin.';
}

function withCredentials(first: string, one: Case): string {
  if (one.remedy === null) {
    return `With credentials, too, this browser does not send the cookie. ${byDesign(one)}`;
  }
  const allows = one.allowCredentials.length > 0;
  const changes = one.remedy.some((line) => line.startsWith('Set-Cookie: '));
  const allow = allows ? ' The response has to allow credentials.' : '';
  return `${first}${allow}${changes ? ' The cookie itself needs other attributes as well.' : ''}`;
}

export const requestAdvice = {
  'page:opaque-origin': {
    meaning:
      'The document has an opaque origin (a sandboxed frame, a data: URL, a file), so its requests carry `Origin: null`.',
    fix: ({ opaque, isFramed }) => `${withOrigin(opaque, isFramed)} ${notNull}`,
    write: ({ opaque, sandbox, isFramed, allowFrame }) =>
      opaque === 'data:' || !isFramed
        ? []
        : [
            `sandbox="${[...(sandbox ?? ['allow-scripts']), 'allow-same-origin'].join(' ')}"`,
            ...allowFrame,
          ],
    rule: 'HTML “opaque origin”; Fetch §3.2',
  },
  'request:same-origin-mode': {
    meaning: "The script used `mode: 'same-origin'`, which forbids requests to other origins.",
    fix: 'Remove `mode` from the call, and allow the page in the response.',
    write: ({ corsCall, allowCors }) => [corsCall, ...allowCors],
    rule: 'Fetch §4.1 main fetch',
  },
  'request:credentials-missing': {
    meaning:
      'A cross-origin request of a script sends no cookies and ignores Set-Cookie, unless it asks for credentials.',
    fix: (one) =>
      withCredentials('Ask for credentials in every call, including the one that signs in.', one),
    write: remedy,
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:credentials-omitted': {
    meaning:
      "The request used `credentials: 'omit'`, so it sends no cookies and ignores Set-Cookie.",
    fix: (one) => withCredentials("Replace `credentials: 'omit'`.", one),
    write: remedy,
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:element-credentials': {
    meaning:
      'An element with crossorigin="anonymous", a module script or a font loads cross-origin resources without cookies.',
    fix: (one) => withCredentials('Set crossorigin="use-credentials" on the element.', one),
    write: remedy,
    rule: 'HTML “create a potential-CORS request”',
  },
  'request:no-cors': {
    meaning:
      "The script used `mode: 'no-cors'`, so the response is opaque: the script cannot read it, whatever its headers say.",
    fix: 'Remove `mode` from the call, and allow the page in the response.',
    write: ({ corsCall, allowCors }) => [corsCall, ...allowCors],
    rule: 'Fetch §2.2.6 “opaque filtered response”',
  },
  'request:csrf-header-missing': {
    meaning:
      'axios copies the cookie XSRF-TOKEN into the X-XSRF-TOKEN header of same-origin requests only, unless `withXSRFToken` is true.',
    fix: ({ preflightWithToken }) =>
      preflightWithToken.length > 0
        ? `Set \`withXSRFToken\` (axios 1.6 or later). ${bothAnswers}`
        : 'Set `withXSRFToken` (axios 1.6 or later).',
    write: ({ preflightWithToken }) => [
      'axios.defaults.withXSRFToken = true',
      ...preflightWithToken,
    ],
    rule: 'axios, withXSRFToken',
  },
  'request:secure-cookie-over-http': {
    meaning: 'A Secure cookie is not sent over plain http.',
    fix: ({ host }) => `Use https for requests to ${host}.`,
    write: ({ api, path }) => [`${api.replace(/^http:/, 'https:')}${path}`],
    rule: 'RFC 10025 §5.8.3',
  },
  'request:mixed-content': {
    meaning: 'An https page may not load this over plain http. The request was not sent.',
    fix: ({ host, downgradedBy, api, path }) =>
      downgradedBy === null
        ? `Serve ${host} over https, and request it there.`
        : `Request ${api.replace(/^http:/, 'https:')}${path}, where the redirect of “${downgradedBy}” leads. Its server does not know that it is asked over https: have the proxy send X-Forwarded-Proto, and the server trust it.`,
    write: ({ api, path, allowCors, isReading, isOpaque, corsCall, overHttps }) => {
      if (!isReading) return overHttps(unchanged);
      const https = api.replace(/^http:/, 'https:');
      const call = isOpaque ? [corsCall.replace(`'${api}/`, `'${https}/`)] : [];
      return [`${https}${path}`, ...call, ...allowCors];
    },
    rule: 'Mixed Content §4.4',
  },
  'request:before-set-cookie': {
    meaning: 'The request was sent before the response that sets the cookie had arrived.',
    fix: ({ api }) =>
      `Wait for the response that sets the cookie before you send the request: await the sign-in, then call ${api}.`,
    rule: 'RFC 10025 §5.7',
  },
} as const satisfies Record<CausesOf<'page' | 'request'>, Advice>;
