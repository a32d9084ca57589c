import type { CausesOf, Help } from './help.ts';

export const requestHelps = {
  'page:opaque-origin': {
    meaning:
      'The page has an opaque origin (a sandboxed frame, a file, a data: URL): it asks as `Origin: null`.',
    fix: 'Give the page an origin: serve it over https, or write sandbox="allow-scripts allow-same-origin". Do not allow the origin null.',
    rule: 'HTML “opaque origin”; Fetch §3.2',
  },
  'request:same-origin-mode': {
    meaning: "The script asked with mode: 'same-origin', which forbids every other origin.",
    fix: "Leave mode out: fetch('{api}{path}', { credentials: 'include' })",
    rule: 'Fetch §4.1 main fetch',
  },
  'request:credentials-missing': {
    meaning:
      'To another origin a script sends no cookie, and ignores Set-Cookie, unless it asks for credentials.',
    fix: "Ask for them in every call, also the one that signs in: fetch('{api}{path}', { credentials: 'include' }), xhr.withCredentials = true, axios { withCredentials: true }",
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:credentials-omitted': {
    meaning: "The request said credentials: 'omit': no cookie goes, and Set-Cookie is ignored.",
    fix: "Write { credentials: 'include' } in place of 'omit'; 'same-origin' will do for the page's own origin.",
    rule: 'Fetch §4.6 “includeCredentials”',
  },
  'request:element-credentials': {
    meaning: 'An element with crossorigin="anonymous" loads without cookies from another origin.',
    fix: 'Write crossorigin="use-credentials", and answer with Access-Control-Allow-Origin: {page} and Access-Control-Allow-Credentials: true.',
    rule: 'HTML “create a potential-CORS request”',
  },
  'request:no-cors': {
    meaning:
      "The script asked with mode: 'no-cors': the answer is opaque, whatever its headers say.",
    fix: 'Leave mode out, and answer with Access-Control-Allow-Origin: {page} and Access-Control-Allow-Credentials: true.',
    rule: 'Fetch §2.2.6 “opaque filtered response”',
  },
  'request:secure-cookie-over-http': {
    meaning: 'A Secure cookie is not sent over plain http.',
    fix: 'Ask over https: https://{host}{path}',
    rule: 'RFC 6265bis-22 §5.8.3',
  },
  'request:mixed-content': {
    meaning: 'A page over https may not load this over plain http: the request never left.',
    fix: 'Serve it over https, and ask https://{host}{path}',
    rule: 'Mixed Content §4.4',
  },
} as const satisfies Record<CausesOf<'page' | 'request'>, Help>;
