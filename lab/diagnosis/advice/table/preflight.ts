import type { Cause } from '../../../base/causes.ts';
import type { Advice } from '../advice.ts';
import type { Case } from '../case.ts';

const rule = 'Fetch §4.8 CORS-preflight fetch';
const notSent = 'The request itself was not sent.';

/** Everything at once: if only one header is repaired, the next one fails. */
const answerOptions =
  (first = '') =>
  ({ api, path, page, method, headers, preflight }: Case): string => {
    if (preflight.length === 0) return noHeader(page);
    const names =
      headers === null
        ? ' Name each header that the script sets in Access-Control-Allow-Headers: the preflight lists them in Access-Control-Request-Headers.'
        : '';
    return `${first}Answer OPTIONS ${api}${path} like this, before any check of the session: a preflight never carries cookies. The response to ${method} needs the same Allow-Origin and Allow-Credentials.${names}`;
  };

/** Fetch §2.2.1: only these are normalized. */
const normalized = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

const inCapitals = ({ method }: Case): string =>
  method === method.toUpperCase() || normalized.includes(method.toUpperCase())
    ? ''
    : `Methods differ by case, and fetch() writes only ${normalized.join(', ')} in capitals by itself: use method: '${method.toUpperCase()}'. Otherwise: `;

/** What belongs into a response, or into the options of the call, and was sent as a header of the request. */
function misplaced({ headers }: Case): string {
  const isOfResponse = (name: string) => /^access-control-(allow|expose|max)-/i.test(name);
  const isOption = (name: string) => /^(credentials|mode|withcredentials)$/i.test(name);
  const wrong = (headers ?? []).filter((name) => isOfResponse(name) || isOption(name));
  if (wrong.length === 0) return '';
  const why = wrong.every(isOption)
    ? 'an option of the call is no header'
    : 'only responses have such a header';
  return `Remove ${wrong.join(' and ')} from the headers of the call: ${why}. Otherwise: `;
}

const noHeader = (page: string) =>
  page === 'null'
    ? 'The request has the origin `null`, which must not be allowed: any site can send it. Send the request from a page with an origin of its own, without a redirect to another origin.'
    : 'Answer OPTIONS with 204 and the headers that the request needs.';

/** Where a cookie is missed, all that it lacks besides; nothing where that would not bring it. */
const write = ({ preflight, remedy, isReading }: Case): readonly string[] => {
  if (isReading) return preflight;
  return remedy === null ? [] : [...new Set([...remedy, ...preflight])];
};

export const preflightAdvice = {
  'cors:preflight-acao': {
    meaning: `The response to the preflight does not allow the page's origin. ${notSent}`,
    fix: answerOptions(),
    write,
    rule,
  },
  'cors:preflight-acac': {
    meaning: `The response to the preflight does not allow credentials. ${notSent}`,
    fix: answerOptions(),
    write,
    rule,
  },
  'cors:preflight-auth': {
    meaning: `The server checked the session on the preflight and rejected it. A preflight never carries cookies. ${notSent}`,
    fix: answerOptions(),
    write,
    rule: `${rule}, step 7`,
  },
  'cors:preflight-status': {
    meaning: `The preflight was answered with a status outside 200 to 299. ${notSent}`,
    fix: answerOptions(),
    write,
    rule: `${rule}, step 7`,
  },
  'cors:preflight-redirect': {
    meaning: `The preflight was redirected, and browsers do not follow redirects of preflights. ${notSent}`,
    fix: (one) =>
      answerOptions(
        one.preflightLeads === null
          ? 'Request the final URL (check http or https, and the slash at the end). Otherwise: '
          : `Request ${one.preflightLeads}, where the redirect leads. Otherwise: `,
      )(one),
    write,
    rule: `${rule}, step 7`,
  },
  'cors:preflight-method': {
    meaning: `The response to the preflight does not allow the method. ${notSent}`,
    fix: (one) => answerOptions(inCapitals(one))(one),
    write,
    rule: `${rule}, step 7.5`,
  },
  'cors:preflight-header': {
    meaning: `The response to the preflight does not allow a header that the script sets. ${notSent}`,
    fix: (one) => answerOptions(misplaced(one))(one),
    write,
    rule: `${rule}, step 7.7`,
  },
  'cors:preflight-wildcard': {
    meaning: `With credentials, \`*\` in Access-Control-Allow-Methods or Access-Control-Allow-Headers is a literal star. ${notSent}`,
    fix: answerOptions('Name the method and each header. '),
    write,
    rule: `${rule}, steps 7.5 and 7.7`,
  },
} as const satisfies Record<Extract<Cause, `cors:preflight-${string}`>, Advice>;
