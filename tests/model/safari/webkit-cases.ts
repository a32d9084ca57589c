/** WebKit's own tests: SameSite in documents of all kinds, third parties, storage access. */
import { agents, publicSuffixes } from '../../../lab/model/index.ts';
import { documentAccess, topLevelDocument } from '../../../lab/model/rules.ts';
import { newState } from '../../../lab/model/user-agent-state.ts';
import {
  click,
  everySameSite,
  fetch,
  frame,
  image,
  link,
  localFrame,
  openWindow,
  otherWww,
  readCookie,
  redirect,
  reflect,
  requestStorageAccess,
  type Step,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';
import { type Case, casesOf, sent, shown } from './case.ts';

import { answered, begin, calls, cross, laxly, strictly } from './site-cases.ts';

/** What is not sent of Strict and Lax, and what is. */
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

export const webkitCases: readonly Case[] = [...own, ...thirdParties, ...storageAccess];
