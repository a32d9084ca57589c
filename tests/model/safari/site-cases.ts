import {
  api,
  everySameSite,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  openWindow,
  otherWww,
  readCookie,
  redirect,
  reflect,
  reload,
  type Step,
  toLocation,
  visit,
  webSocket,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { type Case, casesOf, inTests, sent, shown } from './case.ts';

/** As the suite counts them: strictly same-site, laxly so, or cross-site; and absent is as None. */
export const strictly = 'absent lax none strict';
export const laxly = 'absent lax none';
export const cross = 'absent none';

type Page = typeof www | typeof api | typeof otherWww;
const from: readonly Page[] = [www, api, otherWww];

/** Every host has its cookies, and a page of the first is open. */
export const begin: readonly Step[] = ([...from, www] as const).map((page: Page) =>
  visit(page, { answer: { setCookie: everySameSite } }),
);

type Request = (to: Page, over: Page | null) => Step;

export const answered = (to: Page, over: Page | null) =>
  over === null
    ? { answer: { cors: reflect }, as: 'to' }
    : {
        answer: {
          cors: reflect,
          redirect: redirect(to, { status: 307, answer: { cors: reflect }, as: 'to' }),
        },
      };

const asking =
  (request: Request, to: Page, over: Page | null = null) =>
  () =>
    sent([...begin, request(to, over)]);

/** Straight to each host, then redirected to each by each. */
const twelve = (request: Request, seen: readonly string[]) =>
  [
    ...from.map((to) => asking(request, to)),
    ...from.flatMap((to) => from.map((over) => asking(request, to, over))),
  ].map((predicted, place) => [seen[place], predicted] as const);

const requests = [
  strictly,
  strictly,
  cross,
  ...[strictly, strictly, cross],
  ...[strictly, strictly, cross],
  ...[cross, cross, cross],
];
const navigations = requests.map((seen) => (seen === cross ? laxly : seen));

export const calls: Request = (to, over) =>
  fetch(over ?? to, { credentials: 'include', ...answered(to, over) });
const images: Request = (to, over) => image(over ?? to, answered(to, over));
const frames: Request = (to, over) => frame(over ?? to, [], answered(to, over));
const windows: Request = (to, over) => openWindow(over ?? to, [], answered(to, over));
const gets: Request = (to, over) => form('GET', over ?? to, answered(to, over));
const posts: Request = (to, over) => form('POST', over ?? to, answered(to, over));

const sameSite: Case[] = [
  ...casesOf('WPT/cookies/samesite/fetch.https', twelve(calls, requests)),
  ...casesOf('WPT/cookies/samesite/img.https', twelve(images, requests)),
  ...casesOf('WPT/cookies/samesite/form-get-blank.https', twelve(gets, navigations)),
  ...casesOf('WPT/cookies/samesite/form-post-blank.https', twelve(posts, requests)),
  ...casesOf('WPT/cookies/samesite/window-open.https', twelve(windows, navigations)),
  ...casesOf('WPT/cookies/samesite/iframe.https', [
    ...twelve(frames, requests),
    ...from.flatMap((to) =>
      from.map((at) => {
        const seen = to === otherWww || at === otherWww ? cross : strictly;
        return [seen, () => sent([...begin, frame(at, [toLocation(to, { as: 'to' })])])] as const;
      }),
    ),
  ]),
  ...casesOf(
    'WPT/cookies/samesite/form-get-blank-reload.https',
    from.map((to) => [
      strictly,
      () => sent([...begin, form('GET', to), reload({ by: 'script', as: 'to' })]),
    ]),
  ),
  ...casesOf('WPT/cookies/samesite/sandbox-iframe-nested.https', [
    [
      true,
      () =>
        sent([
          ...begin,
          frame(www, [frame(www, [], { as: 'to' })], { sandbox: 'allow-scripts' }),
        ]).includes('lax'),
    ],
  ]),
  ...casesOf('WPT/cookies/samesite/sandbox-iframe-subresource.https', [
    [
      true,
      () =>
        sent([
          ...begin,
          frame(www, [image(www, { as: 'to' })], { sandbox: 'allow-scripts' }),
        ]).includes('lax'),
    ],
  ]),
  ...casesOf('WPT/cookies/samesite/setcookie-lax.https', [
    ['absent lax none strict', () => sent([visit(www), setting(www), visit(www, { as: 'to' })])],
    [
      true,
      () =>
        sent(
          [
            visit(otherWww),
            setting(otherWww),
            visit(otherWww),
            setting(www),
            visit(www, { as: 'to' }),
          ],
          { ...inTests, thirdParty: 'allowed' },
        ).includes('strict'),
    ],
  ]),
  ...casesOf('WPT/cookies/samesite/setcookie-navigation.https', [
    [strictly, () => sent([visit(www), link(www, giving), visit(www, { as: 'to' })])],
    [strictly, () => sent([visit(otherWww), link(www, giving), visit(www, { as: 'to' })])],
    [strictly, () => sent([visit(www), form('POST', www, giving), visit(www, { as: 'to' })])],
    [strictly, () => sent([visit(otherWww), form('POST', www, giving), visit(www, { as: 'to' })])],
    [strictly, () => sent([visit(www), frame(www, [], giving), visit(www, { as: 'to' })])],
    ['', () => sent([visit(www), frame(otherWww, [link(www, giving)]), visit(www, { as: 'to' })])],
    ['', () => sent([visit(www), frame(otherWww, [], giving), visit(otherWww, { as: 'to' })])],
    [
      '',
      () =>
        sent([
          visit(www),
          frame(otherWww, [link(otherWww, giving)]),
          visit(otherWww, { as: 'to' }),
        ]),
    ],
  ]),
  ...casesOf('WPT/cookies/samesite/iframe.document.https', [
    [
      'lax',
      () => shown([visit(www), frame(www, [writeCookie('lax=1; SameSite=Lax'), readCookie('to')])]),
    ],
    [
      '',
      () =>
        shown([
          visit(www),
          frame(otherWww, [writeCookie('none=1; SameSite=None; Secure'), readCookie('to')]),
        ]),
    ],
  ]),
];

const giving = { answer: { setCookie: everySameSite } };
const setting = (to: Page) =>
  fetch(to, { credentials: 'include', answer: { cors: reflect, setCookie: everySameSite } });

const schemes: Case[] = [
  ...casesOf('WPT/cookies/schemeful-same-site/schemeful-navigation.tentative', [
    [true, () => sent([...begin, link(www, { as: 'to' })]).includes('strict')],
    [true, () => sent([...begin, visit(http(www)), link(www, { as: 'to' })]).includes('strict')],
  ]),
  ...casesOf('WPT/cookies/schemeful-same-site/schemeful-subresource.tentative', [
    [true, () => sent([...begin, image(www, { as: 'to' })]).includes('lax')],
    [true, () => sent([...begin, visit(http(www)), image(www, { as: 'to' })]).includes('lax')],
  ]),
  ...casesOf('WPT/cookies/schemeful-same-site/schemeful-iframe-subresource.tentative', [
    [
      true,
      () =>
        sent([...begin, visit(http(www)), frame(www, [image(www, { as: 'to' })])]).includes('lax'),
    ],
  ]),
  ...casesOf('WPT/cookies/schemeful-same-site/schemeful-websockets.sub.tentative', [
    [
      true,
      () => sent([...begin, visit(http(www)), webSocket(www, { as: 'to' })]).includes('strict'),
    ],
  ]),
];

export const siteCases: readonly Case[] = [...sameSite, ...schemes];
