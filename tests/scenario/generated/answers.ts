/** For tests: what requests are answered: cookies, CORS, redirects over sites and schemes, policies. */
import type { Header } from '../../../lab/base/headers.ts';
import type { Cors } from '../../../lab/base/recipe.ts';
import type { LabUrl, Origin } from '../../../lab/base/topology.ts';
import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  type PreflightSpec,
  type Redirect,
  redirect,
  reflect,
  reflectWithoutVary,
  star,
} from '../../../lab/scenario/steps/index.ts';
import type { Choices } from './choices.ts';
import { cookieLine, manyCookies } from './cookies.ts';

/** What an answer is for. */
export interface For {
  readonly url: LabUrl;
  /** Who asks, as CORS names it. */
  readonly origin: Origin | 'null';
  /** Where a redirect may lead. */
  readonly others: () => LabUrl;
  readonly label: () => string;
}

const lines = (choices: Choices, url: LabUrl, one: number): Pick<AnswerSpec, 'setCookie'> => {
  if (choices.isOneIn(150)) return { setCookie: manyCookies(choices) };
  if (!choices.isOneIn(one)) return {};
  const count = choices.pick([1, 1, 1, 2, 3]);
  const all = choices.list(count, () => cookieLine(choices, url));
  return { setCookie: count === 1 && all[0] !== undefined ? all[0] : all };
};

/** CORS, mostly right. */
function cors(choices: Choices, origin: For['origin']): Cors {
  const kind = choices.weighted({
    allow: 8,
    'allow and null': 1.5,
    reflect: 2,
    'reflect without Vary': 0.5,
    star: 1,
    'star with credentials': 0.7,
    'without credentials': 1,
    other: 0.7,
  });
  return {
    allow: allow(origin),
    'allow and null': allow(origin, 'null'),
    reflect,
    'reflect without Vary': reflectWithoutVary,
    star: star(),
    'star with credentials': star({ credentials: true }),
    'without credentials': allowWithoutCredentials(origin),
    other: allow('https://api.third.test'),
  }[kind];
}

function preflight(choices: Choices, about: For): PreflightSpec {
  const { url, origin, others } = about;
  return {
    ...choices.maybe(4, () => ({ status: choices.pick([200, 204, 301, 401, 404, 500]) })),
    ...choices.maybe(12, () => ({ location: others() })),
    ...choices.maybe(5, () => ({ cors: cors(choices, origin) })),
    ...choices.maybe(3, () => ({
      methods: choices.pick(['*', '', 'PUT', 'put, DELETE', 'GET,PATCH']),
    })),
    ...choices.maybe(3, () => ({
      headers: choices.pick([
        '*',
        '',
        'x-lab',
        'X-Lab, Content-Type, Authorization',
        'authorization',
      ]),
    })),
    ...choices.maybe(6, () => ({ setCookie: cookieLine(choices, url) })),
    ...choices.maybe(12, () => ({ lines: [['Vary', 'Origin'] as const] })),
  };
}

/** Headers that the model follows, and what they can be. */
const followed: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'Clear-Site-Data': ['"cookies"', '"*"', '"cache", "cookies"', 'cookies', '"storage"'],
  'Cross-Origin-Embedder-Policy': ['require-corp', 'credentialless', 'unsafe-none', 'nonsense'],
  'Cross-Origin-Resource-Policy': ['same-origin', 'same-site', 'cross-origin'],
  'Cross-Origin-Opener-Policy': ['same-origin-allow-popups', 'unsafe-none'],
  'Cache-Control': ['max-age=600', 'no-store', 'no-cache', 'private, max-age=60'],
  Vary: ['Cookie', '*', 'X-Lab', 'Origin, Cookie'],
  'Activate-Storage-Access': ['load', 'retry; allowed-origin=*', 'retry', 'nonsense'],
  'Access-Control-Expose-Headers': ['X-Shown', '*', 'set-cookie, x-shown'],
  'X-Shown': ['yes'],
  'Referrer-Policy': ['no-referrer', 'origin', 'same-origin', 'unsafe-url', 'nonsense'],
  'X-Frame-Options': ['DENY', 'SAMEORIGIN', 'nonsense'],
  'Content-Security-Policy': [
    'sandbox allow-scripts',
    'sandbox allow-scripts allow-same-origin allow-forms allow-popups',
    "default-src 'self' 'unsafe-inline'",
  ],
  'Permissions-Policy': ['storage-access=()'],
};
export const headerNames = Object.keys(followed);

/** Those that change what comes after them for good are rarer than the rest. */
const weights: Readonly<Record<string, number>> = {
  ...Object.fromEntries(headerNames.map((name) => [name, 4])),
  'Clear-Site-Data': 8,
  'X-Frame-Options': 2,
  'Permissions-Policy': 1,
};

function headers(choices: Choices): Header[] {
  const names = choices.list(choices.pick([1, 1, 2]), () => choices.weighted(weights));
  return [...new Set(names)].map((name) => [name, choices.pick(followed[name] ?? ['1'])]);
}

/** What a request is answered that a document makes for itself. */
export function requestAnswer(choices: Choices, about: For): AnswerSpec {
  return {
    ...lines(choices, about.url, 3),
    ...(choices.isOneIn(8) ? {} : { cors: cors(choices, about.origin) }),
    ...choices.maybe(6, () => ({ preflight: preflight(choices, about) })),
    ...choices.maybe(8, () => ({ status: choices.pick([200, 201, 204, 401, 404, 500]) })),
    ...choices.maybe(6, () => ({ headers: headers(choices) })),
    ...choices.maybe(7, () => ({ redirect: onward(choices, about, 3, requestAnswer) })),
    ...choices.maybe(30, () => ({ delay: 20 })),
  };
}

/** What a navigation is answered: a page, after redirects or at once. */
export function pageAnswer(choices: Choices, about: For): AnswerSpec {
  return {
    ...lines(choices, about.url, 3),
    ...choices.maybe(15, () => ({ status: choices.pick([200, 204, 401, 404, 500]) })),
    ...choices.maybe(8, () => ({ headers: headers(choices) })),
    ...choices.maybe(6, () => ({ redirect: onward(choices, about, 3, pageAnswer) })),
  };
}

function onward(
  choices: Choices,
  about: For,
  most: number,
  answerOf: (choices: Choices, about: For) => AnswerSpec,
): Redirect {
  const to = about.others();
  const { redirect: _, ...answer } = answerOf(choices, { ...about, url: to });
  const goesOn = most > 1 && choices.isOneIn(2);
  return redirect(to, {
    ...choices.maybe(2, () => ({ status: choices.pick([301, 302, 303, 307, 308]) })),
    answer: goesOn ? { ...answer, redirect: onward(choices, about, most - 1, answerOf) } : answer,
    as: about.label(),
  });
}
