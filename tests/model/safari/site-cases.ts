/** With which requests cookies go: SameSite, redirects, frames, third parties, storage access. */

import { agents, publicSuffixes } from '../../../lab/model/index.ts';
import { documentAccess, topLevelDocument } from '../../../lab/model/rules.ts';
import { newState } from '../../../lab/model/user-agent-state.ts';
import {
  api,
  click,
  everySameSite,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  localFrame,
  openWindow,
  otherWww,
  readCookie,
  redirect,
  reflect,
  reload,
  requestStorageAccess,
  type Step,
  toLocation,
  visit,
  webSocket,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';
import { type Case, casesOf, inTests, sent, shown } from './case.ts';

/** As the suite counts them: strictly same-site, laxly so, or cross-site; and absent is as None. */
const strictly = 'absent lax none strict';
const laxly = 'absent lax none';
const cross = 'absent none';

type Page = typeof www | typeof api | typeof otherWww;
const from: readonly Page[] = [www, api, otherWww];

/** Every host has its cookies, and a page of the first is open. */
const begin: readonly Step[] = ([...from, www] as const).map((page: Page) =>
  visit(page, { answer: { setCookie: everySameSite } }),
);

type Request = (to: Page, over: Page | null) => Step;

const answered = (to: Page, over: Page | null) =>
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

const calls: Request = (to, over) =>
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

/** WebKit's own tests: what is not sent of Strict and Lax, and what is. */
const own: Case[] = [
  ...casesOf(
    'http/tests/cookies/same-site/fetch-after-navigating-iframe-in-cross-origin-page.https',
    [
      [cross, () => sent([...begin, visit(otherWww), frame(otherWww, [link(www, { as: 'to' })])])],
      [
        cross,
        () => shown([...begin, visit(otherWww), frame(otherWww, [link(www), readCookie('to')])]),
      ],
    ],
  ),
  ...casesOf('http/tests/cookies/same-site/fetch-in-cross-origin-iframe', [
    [cross, () => sent([...begin, visit(otherWww), frame(www, [], { as: 'to' })])],
    [cross, () => shown([...begin, visit(otherWww), frame(www, [readCookie('to')])])],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-in-cross-origin-page', [
    [cross, () => sent([...begin, visit(otherWww), calls(www, null)])],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-in-cross-origin-worker', [
    [
      cross,
      () =>
        sent([
          ...begin,
          visit(otherWww),
          fetch(www, {
            credentials: 'include',
            from: 'worker',
            answer: { cors: reflect },
            as: 'to',
          }),
        ]),
    ],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-in-same-origin-srcdoc-iframe', [
    [strictly, () => sent([...begin, localFrame('srcdoc', [calls(www, null) as never])])],
    [strictly, () => shown([...begin, localFrame('srcdoc', [readCookie('to')])])],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-in-about-blank-page', [
    [strictly, () => shown([...begin, localFrame('about:blank', [readCookie('to')])])],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-after-top-level-cross-origin-redirect', [
    [laxly, () => sent([...begin, visit(otherWww), link(otherWww, answered(www, otherWww))])],
    [
      strictly,
      () =>
        shown([
          ...begin,
          visit(otherWww),
          link(otherWww, { answer: { redirect: redirect(www) } }),
          readCookie('to'),
        ]),
    ],
  ]),
  ...casesOf(
    'http/tests/cookies/same-site/fetch-after-top-level-navigation-from-cross-origin-page',
    [
      [laxly, () => sent([...begin, visit(otherWww), link(www, { as: 'to' })])],
      [strictly, () => shown([...begin, visit(otherWww), link(www), readCookie('to')])],
    ],
  ),
  ...casesOf('http/tests/cookies/same-site/popup-cross-site', [
    [laxly, () => sent([...begin, visit(otherWww), openWindow(www, [], { as: 'to' })])],
  ]),
  ...casesOf('http/tests/cookies/same-site/popup-cross-site-from-cross-origin-iframe', [
    [laxly, () => sent([...begin, frame(otherWww, [openWindow(www, [], { as: 'to' })])])],
  ]),
  ...casesOf('http/tests/cookies/same-site/user-load-cross-site-redirect', [
    [laxly, () => sent([...begin, visit(otherWww, answered(www, otherWww))])],
    [
      laxly,
      () =>
        shown([
          ...begin,
          visit(otherWww, { answer: { redirect: redirect(www) } }),
          readCookie('to'),
        ]),
    ],
  ]),
  ...casesOf('http/tests/cookies/same-site/fetch-in-srcdoc-iframe-inside-cross-origin-iframe', [
    [
      cross,
      () => sent([...begin, frame(otherWww, [localFrame('srcdoc', [calls(www, null) as never])])]),
    ],
  ]),
  ...casesOf('http/tests/cookies/same-site/img-from-srcdoc-iframe-inside-cross-origin-iframe', [
    [
      cross,
      () => sent([...begin, frame(otherWww, [localFrame('srcdoc', [image(www, { as: 'to' })])])]),
    ],
  ]),
];

const partitionedLine = 'part=1; Secure; SameSite=None; Partitioned';
const first = visit(otherWww, { answer: { setCookie: 'first=1; Secure; SameSite=None' } });

/** Third parties, as tracking prevention treats them: this is Safari as shipped. */
const thirdParties: Case[] = [
  ...casesOf('http/tests/resourceLoadStatistics/only-partitioned-third-party-cookies.https', [
    ['', () => sent([first, visit(www), frame(otherWww, [], { as: 'to' })], 'safari:26')],
    [
      'part',
      () =>
        sent(
          [
            first,
            visit(www),
            frame(otherWww, [], {
              answer: { setCookie: ['plain=1; Secure; SameSite=None', partitionedLine] },
            }),
            frame(otherWww, [], { as: 'to' }),
          ],
          'safari:26',
        ),
    ],
    [
      'part',
      () =>
        shown(
          [
            first,
            visit(www),
            frame(otherWww, [], { answer: { setCookie: partitionedLine } }),
            frame(otherWww, [readCookie('to')]),
          ],
          'safari:26',
        ),
    ],
  ]),
  ...casesOf('http/tests/resourceLoadStatistics/exemptDomains/third-party-cookie-blocking', [
    ['', () => shown([first, visit(www), frame(otherWww, [readCookie('to')])], 'safari:26')],
  ]),
  ...casesOf('http/tests/resourceLoadStatistics/do-not-remove-blocking-in-redirect.https', [
    ['', () => sent([...begin, frame(otherWww, [], answered(www, otherWww))], 'safari:26.0')],
  ]),
  ...casesOf('WPT/cookies/partitioned-cookies/partitioned-cookies-a-b-a-embed.tentative.https', [
    [
      'part',
      () =>
        sent(
          [
            visit(www, { answer: { setCookie: partitionedLine } }),
            frame(otherWww, [frame(www, [], { as: 'to' })]),
          ],
          'safari:26',
        ),
    ],
  ]),
  ...casesOf('WPT/cookies/partitioned-cookies/partitioned-cookies-samesite-attribute.https', [
    [
      'part',
      () =>
        sent(
          [
            visit(www, { answer: { setCookie: 'part=1; Secure; Partitioned' } }),
            visit(www, { as: 'to' }),
          ],
          'safari:26',
        ),
    ],
    [
      strictly,
      () =>
        sent(
          [
            visit(www, {
              answer: { setCookie: everySameSite.map((line) => `${line}; Partitioned`) },
            }),
            visit(www, { as: 'to' }),
          ],
          'safari:26',
        ),
    ],
  ]),
  ...casesOf('http/tests/resourceLoadStatistics/capped-lifetime-for-cookie-set-in-js', [
    [2, () => daysOf('a=1; Max-Age=172800')],
    [7, () => daysOf('a=1; Max-Age=2592000')],
  ]),
];

/** How long a cookie that a script writes is kept, in days. */
function daysOf(line: string): number {
  const { jar, sites, agent, now } = newState(
    agents['safari:26'],
    publicSuffixes,
    Date.UTC(2026, 0),
  );
  const access = documentAccess(
    topLevelDocument(new URL('https://www.example.com/')),
    sites,
    agent,
  );
  const { cookie } = jar.store(line, access, now);
  return ((cookie?.expires ?? now) - now) / (24 * 60 * 60 * 1000);
}

const asked = (...steps: Step[]) =>
  predictSteps([...steps], 'safari:26').of('to').observation.script.storageAccess;

const storageAccess: Case[] = [
  ...casesOf(
    'http/tests/storageAccess/deny-due-to-no-interaction-under-general-third-party-cookie-blocking-ephemeral',
    [['denied', () => asked(visit(www), frame(otherWww, [click(), requestStorageAccess('to')]))]],
  ),
  ...casesOf(
    'http/tests/storageAccess/request-storage-access-cross-origin-sandboxed-iframe-without-user-gesture',
    [
      [
        'denied',
        () =>
          asked(
            visit(otherWww),
            click(),
            visit(www),
            frame(otherWww, [requestStorageAccess('to')], {
              sandbox: 'allow-scripts allow-same-origin allow-storage-access-by-user-activation',
            }),
          ),
      ],
    ],
  ),
  ...casesOf('http/tests/storageAccess/request-storage-access-top-frame', [
    ['granted', () => asked(visit(www), click(), requestStorageAccess('to'))],
  ]),
];

export const siteCases: readonly Case[] = [
  ...sameSite,
  ...schemes,
  ...own,
  ...thirdParties,
  ...storageAccess,
];
