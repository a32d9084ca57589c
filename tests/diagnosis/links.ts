/** For tests: of each of the twelve links a case in which it alone is broken, and what looks odd and is not. */
import type { Cause, Link } from '../../lab/base/causes.ts';
import type { AgentId } from '../../lab/model/index.ts';
import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  app,
  evil,
  fetch,
  frame,
  http,
  image,
  link,
  localhostA,
  localhostB,
  otherApi,
  reflect,
  reflectWithoutVary,
  type Step,
  script,
  star,
  thirdWww,
  visit,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';
import type { Tampered } from './ask.ts';
import { afterFetch, afterVisit, call, cors, credentials, headers, lax, none } from './steps.ts';

const called = (answer: AnswerSpec) => afterVisit(lax, answer);
/** What is to be written: the value of a header line, the text between quotes in a call. */
const header = (write: readonly string[], name: string) =>
  write.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
const quoted = (write: readonly string[], before: string) =>
  write[0]?.split(before)[1]?.split(/["']/)[0] ?? '';

export interface Broken {
  readonly cause: Cause;
  readonly broken: readonly Step[];
  /** The steps with what the chain says to write, as it stands. */
  readonly fixed: (write: readonly string[]) => readonly Step[];
  readonly agent?: AgentId;
  /** What a browser was seen to make of the last step, where no rule on paper says so. */
  readonly seen?: Tampered;
  /** What looks odd at this link, and broke nothing. */
  readonly odd: Readonly<Record<string, readonly Step[]>>;
}

const framed = (sandbox: string) => [visit(www), frame(www, [call(api)], { sandbox })];
const asking = (mode: 'same-origin' | 'include') => [
  visit(api, { answer: { setCookie: lax } }),
  visit(www),
  fetch(api, { credentials: mode, answer: { cors } }),
];
const throughTheCache = (...lines: string[]) => {
  const answer = { cors: reflectWithoutVary, ...headers('Cache-Control: max-age=60', ...lines) };
  return [
    visit(app),
    fetch(api, { credentials, answer, as: 'first' }),
    visit(www),
    fetch(api, { credentials, again: 'first' }),
  ];
};
const withPath = (setCookie: string) => [
  visit(`${www}/auth/login`, { answer: { setCookie } }),
  fetch(`${www}/orders`),
];
const overHttp = (url: Parameters<typeof visit>[0]) => [
  visit(www, { answer: { setCookie: lax } }),
  visit(url),
];
const toThisMachine = (answer: AnswerSpec) => [
  visit(http(www), { answer }),
  fetch(localhostB, { answer: { cors: allow(http(www)) } }),
];
const underTwoSites = (...setCookie: string[]) => [
  visit(www),
  call(otherApi, { cors, setCookie: `${none}; Partitioned` }),
  visit(thirdWww),
  ...setCookie.map((line) => call(otherApi, { cors: allow(thirdWww), setCookie: line })),
  call(otherApi, { cors: allow(thirdWww) }),
];

export const links: Readonly<Record<Link, Broken>> = {
  1: {
    cause: 'page:opaque-origin',
    broken: framed('allow-scripts'),
    fixed: (write) => framed(quoted(write, 'sandbox="')),
    odd: {
      'Another origin is no fault where all else is right': called({ cors }),
      'A page of origin null is answered where the API allows null': [
        visit(www),
        frame(www, [call(api, { cors: reflect })], { sandbox: 'allow-scripts' }),
      ],
      'Two ports of localhost are two origins and one cookie jar': [
        visit(localhostA, { answer: { setCookie: 'sid=1' } }),
        call(localhostB, { cors: allow(localhostA) }),
      ],
    },
  },
  2: {
    cause: 'request:credentials-missing',
    broken: asking('same-origin'),
    fixed: (write) => asking(quoted(write, "credentials: '") as 'include'),
    odd: {
      'Same-origin, credentials go without being asked for': [
        visit(www, { answer: { setCookie: lax } }),
        fetch(www),
      ],
      'A page that says omit did not mean to send': [
        visit(www, { answer: { setCookie: lax } }),
        fetch(www, { credentials: 'omit' }),
      ],
      'Without crossorigin an element asks with credentials': [
        visit(api, { answer: { setCookie: lax } }),
        visit(www),
        script(api),
      ],
    },
  },
  3: {
    cause: 'cors:acao-other-origin',
    broken: called(
      headers(`Access-Control-Allow-Origin: ${app}`, 'Access-Control-Allow-Credentials: true'),
    ),
    fixed: (write) => called(headers(...write)),
    odd: {
      'A star is right for a request without credentials': [
        visit(www),
        fetch(api, { answer: { cors: star() } }),
      ],
      'No CORS header is needed where no script reads': [
        visit(api, { answer: { setCookie: lax } }),
        visit(www),
        image(api),
      ],
      'Any origin reflected is foolish, and lets the page read': called({ cors: reflect }),
    },
  },
  4: {
    cause: 'cors:acac-missing',
    broken: called(headers(`Access-Control-Allow-Origin: ${www}`)),
    fixed: (write) => called(headers(`Access-Control-Allow-Origin: ${www}`, ...write)),
    odd: {
      'Without credentials the answer need not allow them': [
        visit(www),
        fetch(api, { answer: { cors: allowWithoutCredentials(www) } }),
      ],
    },
  },
  5: {
    cause: 'cors:vary-missing',
    broken: throughTheCache(),
    fixed: (write) => throughTheCache(...write),
    odd: {
      'A missing Vary is no cause where nothing was cached': called({ cors: reflectWithoutVary }),
    },
  },
  6: {
    cause: 'set-cookie:by-script',
    broken: [visit(www), writeCookie('sid=1; Path=/; Secure'), call(api)],
    fixed: (write) => [
      visit(www),
      call(api, { cors, setCookie: header(write, 'Set-Cookie') }),
      call(api),
    ],
    odd: {
      'What the page wrote was never meant for the API that gets its own': [
        visit(api, { answer: { setCookie: lax } }),
        visit(www),
        writeCookie('theme=dark; Path=/'),
        call(api),
      ],
      'What the page wrote for the whole domain arrives': [
        visit(www),
        writeCookie('sid=1; Path=/; Secure; Domain=example.test'),
        call(api),
      ],
    },
  },
  7: {
    cause: 'set-cookie:path-mismatch',
    broken: withPath('sid=1; Secure; HttpOnly'),
    fixed: (write) => withPath(header(write, 'Set-Cookie')),
    odd: {
      'A cookie for another path was never meant where the one for this path came': [
        visit(www, { answer: { setCookie: ['a=1; Path=/a', 'root=1; Path=/'] } }),
        fetch(`${www}/b`),
      ],
      'A cookie of the API was never meant for a visit of the page': [
        visit(api, { answer: { setCookie: lax } }),
        visit(www),
      ],
      'Domain with a dot before it is Domain without': [
        visit(api, { answer: { setCookie: 'sid=1; Domain=.example.test; Path=/; Secure' } }),
        visit(www),
        call(api),
      ],
    },
  },
  8: {
    cause: 'samesite:cross-site-request',
    broken: afterFetch(otherApi, lax),
    fixed: (write) => afterFetch(otherApi, header(write, 'Set-Cookie')),
    odd: {
      'Lax is right on a same-site request of another origin': called({ cors }),
      'Lax is right on a link from another site': [
        visit(www, { answer: { setCookie: lax } }),
        visit(evil),
        link(www),
      ],
      'Strict is right from a page of the same site': [
        visit(api, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Strict' } }),
        visit(www),
        call(api),
      ],
    },
  },
  9: {
    cause: 'request:secure-cookie-over-http',
    broken: overHttp(http(www)),
    fixed: (write) => overHttp(write[0] as typeof www),
    odd: {
      'Plain http is no fault of a cookie without Secure': [
        visit(http(www), { answer: { setCookie: 'sid=1; Path=/' } }),
        fetch(http(www)),
      ],
      'Secure over plain http is right on localhost': [
        visit(localhostA, { answer: { setCookie: 'sid=1; Path=/; Secure' } }),
        fetch(localhostA),
      ],
    },
  },
  10: {
    cause: 'browser-policy:3pc-setting',
    broken: afterFetch(otherApi, none),
    fixed: (write) => afterFetch(otherApi, header(write, 'Set-Cookie')),
    agent: 'chromium:blocked',
    odd: {
      'No policy stands between hosts of one site': called({ cors }),
      'A third party may be read without any cookie': [visit(www), call(otherApi)],
      'A third party’s cookie that came needs no Partitioned': [
        visit(otherApi, { answer: { setCookie: none } }),
        visit(www),
        call(otherApi),
      ],
    },
  },
  11: {
    cause: 'browser:own-reason',
    broken: toThisMachine(headers('Content-Security-Policy: treat-as-public-address')),
    // “Allow it in the prompt, or give the API a public address”: page and API in one kind of network.
    fixed: () => toThisMachine({}),
    // Chromium 156, beyond/page-to-this-machine.
    seen: {
      arrived: false,
      readable: false,
      error: 'TypeError: Failed to fetch',
      reasons: [{ on: 'read', code: 'LocalNetworkAccessPermissionDenied', by: 'browser' }],
    },
    odd: {
      'A reason not to send a cookie that belongs elsewhere does not count': [
        visit(www, { answer: { setCookie: [lax, 'theme=1; Path=/settings'] } }),
        fetch(www),
      ],
    },
  },
  12: {
    cause: 'partitioned:other-site',
    broken: underTwoSites(),
    fixed: (write) => underTwoSites(header(write, 'Set-Cookie')),
    odd: {
      'Partitioned is right under the site where it was set': afterFetch(
        otherApi,
        `${none}; Partitioned`,
      ),
      'A cookie that was deleted is not missed': [
        visit(www, { answer: { setCookie: lax } }),
        fetch(www, { answer: { setCookie: 'sid=; Max-Age=0; Path=/' } }),
        fetch(www),
      ],
    },
  },
};
