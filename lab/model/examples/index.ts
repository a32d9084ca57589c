/** All example services on paper, and how one of them is asked. */

import type { HeaderList } from '../../base/headers.ts';
import { apiPath, examplePath, ownOrigins } from '../../base/topology.ts';
import type { StoredResponse } from '../fetch/http-cache.ts';
import { bank, doubleSubmit, originChecked, synchroniser } from './bank.ts';
import {
  allowList,
  bearerToken,
  behindAProxy,
  cookieOrToken,
  sameOrigin,
  sameSite,
} from './designs.ts';
import type { Asked, Example, ExampleCors, NewExample } from './example.ts';

export type { Asked } from './example.ts';

const cors = (by: ExampleCors['by'], allows: ExampleCors['allows']): ExampleCors => ({
  allows,
  by,
  credentials: true,
  allowedHeaders: null,
});
const isOurs = (origin: string) => ownOrigins.includes(origin);
const ours = cors('list', isOurs);
const someOfOurs = (matches: (own: string, origin: string) => boolean) =>
  cors('rule', (origin) => ownOrigins.some((own) => matches(own, origin)));
const anybody = cors('list', () => true);
const domainOf = (own: string) => own.split('.').slice(-2).join('.');

/** By path, as services/examples/examples.ts mounts them. */
const mounted: Readonly<Record<string, NewExample>> = {
  [`${apiPath}examples/same-origin`]: sameOrigin,
  '/examples/same-site': () => sameSite(ours),
  '/examples/bearer-token': () => bearerToken(ours),
  '/examples/cookie-or-token/plain': () => cookieOrToken(ours, { partitioned: false }),
  '/examples/cookie-or-token/partitioned': () => cookieOrToken(ours, { partitioned: true }),
  '/examples/behind-a-proxy/silent-untrusted': () => behindAProxy({ told: false }),
  '/examples/behind-a-proxy/untrusted': () => behindAProxy({ told: false }),
  '/examples/behind-a-proxy/silent': () => behindAProxy({ told: false }),
  '/examples/behind-a-proxy/good': () => behindAProxy({ told: true }),
  '/examples/undefended/none': () => bank(ours, { sameSite: 'None' }),
  '/examples/undefended/lax': () => bank(ours, { sameSite: 'Lax' }),
  '/examples/undefended/strict': () => bank(ours, { sameSite: 'Strict' }),
  '/examples/csrf-double-submit': () => doubleSubmit(ours),
  '/examples/csrf-synchroniser': () => synchroniser(ours),
  '/examples/origin-check': () => originChecked(ours, ownOrigins, 'origin'),
  '/examples/fetch-metadata-check': () => originChecked(ours, ownOrigins, 'sec-fetch-site'),
  '/examples/allow-list/exact': () => allowList(cors('rule', isOurs)),
  '/examples/allow-list/starts-with': () =>
    allowList(someOfOurs((own, origin) => origin.startsWith(own))),
  '/examples/allow-list/ends-with': () =>
    allowList(someOfOurs((own, origin) => origin.endsWith(domainOf(own)))),
  '/examples/allow-list/unescaped-dot': () =>
    allowList(someOfOurs((own, origin) => new RegExp(`^${own}$`).test(origin))),
  '/examples/allow-list/null-too': () =>
    allowList(cors('rule', (origin) => isOurs(origin) || origin === 'null')),
  '/examples/reflects-any-origin/none': () => bank(anybody, { sameSite: 'None' }),
  '/examples/reflects-any-origin/lax': () => bank(anybody, { sameSite: 'Lax' }),
};

export const examplePaths: readonly string[] = Object.keys(mounted);

/** The path of the example that answers to a URL's path; undefined where none is known. */
export const exampleAt = (path: string): string | undefined =>
  examplePath.test(path) ? examplePaths.find((prefix) => path.startsWith(`${prefix}/`)) : undefined;

/** Where no example has a route, none has CORS. */
const notFound: StoredResponse = { status: 404, headers: [], body: '' };

/** The services of one prediction, with what they remember. */
export class ExampleServices {
  readonly #examples = new Map<string, Example>();

  /** What is answered under a path; null where no example answers. */
  answer(path: string, asked: Omit<Asked, 'route' | 'prefix'>): StoredResponse | null {
    const prefix = exampleAt(path);
    if (prefix === undefined) return null;
    const { cors, routes } = this.#at(prefix);
    const route = path.slice(prefix.length);
    const handler = routes[`${asked.method} ${route}`];
    if (handler === undefined) return notFound;
    const { status, body, setCookie = [] } = handler({ ...asked, prefix, route });
    return {
      status,
      headers: [
        ...corsHeaders(cors, asked.headers.origin ?? null),
        ...setCookie.map((line) => ['Set-Cookie', line] as const),
      ],
      body: JSON.stringify(body),
    };
  }

  /** What is answered to a preflight under a path; null where no example answers. */
  preflight(
    path: string,
    asked: { readonly origin: string; readonly headers: string },
  ): Pick<StoredResponse, 'status' | 'headers'> | null {
    const prefix = exampleAt(path);
    if (prefix === undefined) return null;
    const { cors } = this.#at(prefix);
    if (cors === null || isOff(cors, asked.origin)) return { status: 404, headers: [] };
    return {
      status: 204,
      headers: [
        ...corsHeaders(cors, asked.origin),
        ['Access-Control-Allow-Methods', 'GET,HEAD,POST'],
        ['Access-Control-Allow-Headers', cors.allowedHeaders ?? asked.headers],
      ],
    };
  }

  #at(prefix: string): Example {
    const example = this.#examples.get(prefix) ?? (mounted[prefix] as NewExample)();
    this.#examples.set(prefix, example);
    return example;
  }
}

const isOff = ({ by, allows }: ExampleCors, origin: string | null) =>
  by === 'rule' && (origin === null || !allows(origin));

function corsHeaders(cors: ExampleCors | null, origin: string | null): HeaderList {
  if (cors === null) return [];
  if (isOff(cors, origin)) return [['Vary', 'Origin']];
  return [
    ['Vary', 'Origin'],
    ...(origin !== null && cors.allows(origin)
      ? [['Access-Control-Allow-Origin', origin] as const]
      : []),
    ...(cors.credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
  ];
}
