/** What the traffic leaves open, as questions that a person can answer. */

import { getHeader } from '../../base/headers.ts';
import type { ToldReason } from '../../base/wire.ts';
import type { Browser, Open } from '../import.ts';
import { type Ask, askHeader } from './asks.ts';
import { policiesOf } from './browser.ts';
import { originOf } from './documents.ts';
import type { Laid, Made } from './exchanges.ts';
import type { Written } from './messages.ts';

/** @param column the lab's own, which the recording was made in; null for any other file. */
export const openOf = (
  laid: Laid,
  browser: Browser | null,
  column: string | null,
  { sanitized }: Written,
): Open[] => [
  ...(sanitized === 'possibly' ? [exportedWithout] : []),
  ...credentials(laid),
  ...frames(laid),
  ...policy(laid, browser, column),
];

const exportedWithout: Open = {
  field: 'sanitized',
  values: ['yes', 'no'],
  asks: 'Was the file exported without sensitive data, which is the default of DevTools? It has no cookie at all.',
  assume: 'sanitized=no',
};

/** One question for each call site: the line of the script, or else method and path. */
function credentials({ made }: Laid): Open[] {
  const sites = new Map<string, Made[]>();
  for (const one of made) {
    if (one.credentials.length < 2) continue;
    const { exchange, ask } = one;
    const place = ask.root?.entry.initiator.callSite ?? ask.entry.initiator.callSite;
    const path = `${exchange.method} ${(ask.root ?? ask).entry.url.replace(/\?.*/s, '')}`;
    const key = `${one.credentials.toSorted().join()} ${place ?? ''} ${path}`;
    const others = sites.get(key);
    if (others) others.push(one);
    else sites.set(key, [one]);
  }
  return [...sites.values()].map((site): Open => {
    // What points to credentials in one of them counts for all.
    const first = (site.find(({ exchange }) => exchange.credentials === 'include') ??
      site[0]) as Made;
    const [value, other] = first.credentials;
    const answer = value === 'same-origin' ? other : value;
    const what = first.exchange.kind === 'xhr' ? 'XMLHttpRequest' : 'fetch';
    return {
      field: 'credentials',
      exchanges: site.map(({ exchange }) => exchange.id),
      values: first.credentials,
      asks:
        answer === 'omit'
          ? `Does the ${what} of ${first.exchange.as} say credentials: 'omit'?`
          : first.exchange.kind === 'xhr'
            ? `Does the XMLHttpRequest of ${first.exchange.as} set withCredentials = true?`
            : `Does the fetch of ${first.exchange.as} say credentials: 'include'?`,
      assume: `credentials=${answer}`,
    };
  });
}

const frames = ({ made }: Laid): Open[] =>
  made.flatMap(({ document, otherParent }): Open[] =>
    document && otherParent
      ? [
          {
            field: 'frame',
            document: document.id,
            values: [document.parent, otherParent.id],
            asks: `Is ${document.url.replace(/\?.*/s, '')} a frame in ${otherParent.url.replace(/\?.*/s, '')}, or a page of its own?`,
            assume: 'frame=yes',
          },
        ]
      : [],
  );

/** Where third parties are asked at all: what the browser does with their cookies. */
function policy({ made }: Laid, browser: Browser | null, column: string | null): Open[] {
  const sites = sitesOf(made);
  const thirdParties = made.filter((one) => isThirdParty(one, sites));
  if (thirdParties.length === 0) return [];
  const access = new Set(
    thirdParties.map(({ ask }) => getHeader(ask.entry.requestHeaders, 'sec-fetch-storage-access')),
  );
  // Chromium says it itself: "none" where the policy keeps third-party cookies away.
  const isChromium = browser?.engine === 'chromium';
  const isBlocked = thirdParties.some(({ ask }) => ask.entry.told?.reasons.some(isByPolicy));
  const isAllowed = access.has('active') && !isBlocked;
  const own = policiesOf(browser).find((agent) => agent === column);
  const told = own ?? (isChromium && isAllowed ? 'chromium' : null);
  const blocked = isChromium && !told && (isBlocked || access.has('none'));
  const values = told
    ? [told]
    : policiesOf(browser).filter((agent) => !(blocked && agent === 'chromium'));
  if (values.length < 2)
    return values.map((value) => ({
      ...thirdPartyQuestion,
      values: [value],
      assume: `policy=${value}`,
    }));
  return [{ ...thirdPartyQuestion, values, assume: `policy=${values[1]}` }];
}

/** Codes of Chromium for cookies that the user, or Chromium itself, keeps from third parties. */
const isByPolicy = ({ code }: ToldReason) =>
  code === 'UserPreferences' || code === 'ThirdPartyPhaseout';

const thirdPartyQuestion = {
  field: 'policy',
  asks: 'Does this browser block third-party cookies, or keep a separate jar for each site?',
} as const;

/** What Sec-Fetch-Site said of two origins, anywhere in the file. */
function sitesOf(made: readonly Made[]): ReadonlyMap<string, string> {
  const told = made.flatMap(({ ask, client }): [string, string][] => {
    const site = askHeader(ask, 'sec-fetch-site');
    return site === null || client === null || ask.hopOf ? [] : [[pairOf(client.url, ask), site]];
  });
  return new Map(told);
}

const pairOf = (page: string, { entry }: Ask) => `${originOf(page)} ${originOf(entry.url)}`;

/** Frames, and what pages load, from another site; where nothing tells, from another origin. */
function isThirdParty({ ask, client }: Made, sites: ReadonlyMap<string, string>): boolean {
  if (client === null || (ask.root ?? ask).kind.navigates === 'top') return false;
  const site = askHeader(ask, 'sec-fetch-site') ?? sites.get(pairOf(client.url, ask));
  if (site !== undefined) return site === 'cross-site' || client.parent !== null;
  return originOf(client.url) !== originOf(ask.entry.url);
}
