import { allowPage, type CausesOf, type Help } from './help.ts';

export const requestHelps = {
  'page:opaque-origin': {
    meaning:
      'The page has an opaque origin (a sandboxed frame, a file, a data: URL): it asks as `Origin: null`.',
    fix: 'Give the page an origin: serve it over https, or let the frame keep its own. Do not allow the origin null.',
    write: ['sandbox="allow-scripts allow-same-origin"'],
    rule: 'HTML “opaque origin”; Fetch §3.2',
  },
  'request:same-origin-mode': {
    meaning: "The script asked with mode: 'same-origin', which forbids every other origin.",
    fix: 'Leave mode out.',
    write: ['{call}'],
    rule: 'Fetch §4.1 main fetch',
  },
  'request:credentials-missing': {
    meaning:
      'To another origin a script sends no cookie, and ignores Set-Cookie, unless it asks for credentials.',
    fix: 'Ask for them in every call, also in the one that signs in.',
    write: ['{call}'],
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:credentials-omitted': {
    meaning: "The request said credentials: 'omit': no cookie goes, and Set-Cookie is ignored.",
    fix: "Write 'include' in place of 'omit'; for the page's own origin 'same-origin' will do.",
    write: ['{call}'],
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:element-credentials': {
    meaning: 'An element with crossorigin="anonymous" loads without cookies from another origin.',
    fix: 'Let the element ask with credentials, and the answer allow them.',
    write: ['crossorigin="use-credentials"', ...allowPage],
    rule: 'HTML “create a potential-CORS request”',
  },
  'request:no-cors': {
    meaning:
      "The script asked with mode: 'no-cors': the answer is opaque, whatever its headers say.",
    fix: 'Leave mode out, and let the answer allow the page.',
    write: allowPage,
    rule: 'Fetch §2.2.6 “opaque filtered response”',
  },
  'request:csrf-header-missing': {
    meaning:
      'axios gives the token of the cookie XSRF-TOKEN back to the page’s own origin, and to another only if told to.',
    fix: 'Tell axios to (from 1.6 on), and let the preflight’s answer allow the header.',
    write: ['axios.defaults.withXSRFToken = true', 'Access-Control-Allow-Headers: x-xsrf-token'],
    rule: 'axios, withXSRFToken',
  },
  'request:secure-cookie-over-http': {
    meaning: 'A Secure cookie is not sent over plain http.',
    fix: 'Ask over https.',
    write: ['https://{host}{path}'],
    rule: 'RFC 6265bis-22 §5.8.3',
  },
  'request:mixed-content': {
    meaning: 'A page over https may not load this over plain http: the request never left.',
    fix: 'Serve it over https, and ask it there.',
    write: ['https://{host}{path}'],
    rule: 'Mixed Content §4.4',
  },
  'request:before-set-cookie': {
    meaning: 'The request went out before the response that sets the cookie had come.',
    fix: 'Wait for the response that sets the cookie before asking: await the sign-in, then call {api}.',
    rule: 'RFC 6265bis-22 §5.7',
  },
} as const satisfies Record<CausesOf<'page' | 'request'>, Help>;
