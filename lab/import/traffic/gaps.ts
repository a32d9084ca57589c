/** What cannot be seen in the traffic, why, and what would show it. Only what matters for it is named. */
import { parseCookieHeader } from '../../base/arrival.ts';
import { getHeader } from '../../base/headers.ts';
import { cookieNameOf } from '../../base/set-cookie.ts';
import type { ImportGap } from '../import.ts';
import { isUnnamed, originOf } from './documents.ts';
import type { Laid, Made } from './exchanges.ts';
import { isFromCache, type Written } from './messages.ts';

export const exportAgain =
  'Reload the page with the Network panel open and “Preserve log” on, then export again.';

export function gapsOf(laid: Laid, written: Written): ImportGap[] {
  const { exporter } = written;
  return [
    ...(written.sanitized === 'no' ? [] : [sanitized(written)]),
    ...missingPages(laid),
    ...unknownClients(laid),
    ...(exporter.preflights || !laid.made.some(isCrossOriginScript) ? [] : [noPreflights(written)]),
    ...corsFailures(laid, written),
    ...(exporter.hops ? [] : [noHops(written)]),
    ...strayedCookies(laid, written),
    ...cached(laid, written),
    ...(exporter.cache ? [] : [noCache(written)]),
    ...earlierCookies(laid),
    ...deviceBound(laid),
  ];
}

const sanitized = (written: Written): ImportGap => ({
  what: 'Cookie, Set-Cookie and Authorization headers',
  why: `DevTools exported the file without sensitive data${written.sanitized === 'yes' ? '' : ', or there were none'}.`,
  remedy:
    'In DevTools turn on Settings › Preferences › Network › “Allow to generate HAR with sensitive data”, then export “with sensitive data”.',
});

/** As a sentence begins. */
const atStart = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

const times = (count: number, thing: string) => `${count} ${thing}${count === 1 ? '' : 's'}`;

function missingPages({ missing: all }: Laid): ImportGap[] {
  const missing = all.filter(({ url }) => !isUnnamed(url));
  if (missing.length === 0) return [];
  const [first] = missing;
  const others = missing.length > 1 ? ` and ${times(missing.length - 1, 'other page')}` : '';
  return [
    {
      what: `the document of ${first?.url.replace(/\?.*/s, '')}${others}`,
      why: 'Requests come from it, but the file does not have its own.',
      remedy: exportAgain,
    },
  ];
}

function unknownClients({ made }: Laid): ImportGap[] {
  const unknown = made.filter(
    ({ exchange }) => exchange.assumed?.includes('client') && exchange.client !== null,
  );
  if (unknown.length === 0) return [];
  return [
    {
      what: `which page sent ${times(unknown.length, 'request')}, such as ${unknown[0]?.exchange.as}`,
      why: 'They have no Referer, Origin or Sec-Fetch-Site header that tells.',
      remedy: 'Export from a current browser over https, or give the page with --page URL.',
    },
  ];
}

const isCrossOriginScript = ({ ask, client }: Made): boolean =>
  ['fetch', 'xhr'].includes(ask.kind.kind) &&
  client !== null &&
  originOf(client.url) !== originOf(ask.entry.url);

const noPreflights = ({ exporter }: Written): ImportGap => ({
  what: 'preflights',
  why: `${atStart(exporter.name)} leaves them out.`,
  remedy: 'Export from the DevTools of Chrome, Edge or Firefox.',
});

function corsFailures({ made }: Laid, { exporter }: Written): ImportGap[] {
  const remedy = 'Export from the DevTools of Chrome or Edge, which mark them.';
  const crossing = made.filter(isCrossOriginScript);
  if (crossing.length === 0 || exporter.corsFailures === 'marked') return [];
  if (exporter.corsFailures === 'unmarked') {
    const what = 'whether the page could read the responses of other origins';
    return [{ what, why: `${atStart(exporter.name)} does not mark what CORS blocked.`, remedy }];
  }
  if (exporter.corsFailures === 'absent') {
    const what = 'requests whose response CORS blocked';
    return [{ what, why: `${atStart(exporter.name)} leaves them out.`, remedy }];
  }
  const bare = crossing.filter(({ ask }) => ask.entry.status <= 0);
  if (bare.length === 0) return [];
  return [
    {
      what: `status and headers of ${times(bare.length, 'failed request')}`,
      why: `${atStart(exporter.name)} leaves them out, whether the network failed or CORS blocked the response.`,
      remedy,
    },
  ];
}

const noHops = ({ exporter }: Written): ImportGap => ({
  what: 'the hops of redirects, and the cookies that they set',
  why: `${atStart(exporter.name)} has the last response only.`,
  remedy: 'Export from the DevTools of Chrome, Edge or Firefox.',
});

function strayedCookies({ made }: Laid, { exporter }: Written): ImportGap[] {
  const isHop = made.some(({ ask }) => ask.hopOf);
  if (exporter.setCookieOfRedirect === 'there' || !isHop) return [];
  return [
    {
      what: 'which response of a redirect chain set a cookie',
      why: `${atStart(exporter.name)} writes the Set-Cookie lines of a redirect into the response that follows.`,
      remedy: 'Export from the DevTools of Chrome, Edge or Firefox.',
    },
  ];
}

function cached({ made }: Laid, { exporter }: Written): ImportGap[] {
  const fromCache = made.filter(({ ask }) => isFromCache(ask.entry, exporter));
  if (fromCache.length === 0) return [];
  return [
    {
      what: `the cookies of ${times(fromCache.length, 'request')} that a cache or a service worker answered`,
      why: 'No request left the browser; a missing Cookie header there proves nothing.',
      remedy: 'Turn on “Disable cache”, and for a service worker “Bypass for network”.',
    },
  ];
}

const noCache = ({ exporter }: Written): ImportGap => ({
  what: 'responses from the browser’s cache, and which page asked',
  why: `${atStart(exporter.name)} sees only what leaves the browser.`,
  remedy: 'Export from the browser’s DevTools.',
});

/** Names that requests carry before any response here has set them. */
function earlierCookies({ made }: Laid): ImportGap[] {
  const set = new Set<string>();
  const earlier = new Set<string>();
  for (const { ask } of made) {
    for (const { name } of parseCookieHeader(getHeader(ask.entry.requestHeaders, 'cookie') ?? '')) {
      if (!set.has(name)) earlier.add(name);
    }
    for (const [header, line] of ask.entry.responseHeaders) {
      if (header.toLowerCase() === 'set-cookie') set.add(cookieNameOf(line));
    }
  }
  if (earlier.size === 0) return [];
  const names = [...earlier].slice(0, 3).join(', ');
  return [
    {
      what: `the attributes of ${names}${earlier.size > 3 ? ` and ${times(earlier.size - 3, 'other cookie')}` : ''}`,
      why: 'Set before the recording began, or by a script.',
      remedy: 'Record from the sign-in on, with “Preserve log” on.',
    },
  ];
}

/** Device Bound Session Credentials: https://w3c.github.io/webappsec-dbsc/ */
const registrations = ['Secure-Session-Registration', 'Sec-Session-Registration'];

function deviceBound({ made }: Laid): ImportGap[] {
  for (const { ask } of made) {
    const name = registrations.find((one) => getHeader(ask.entry.responseHeaders, one) != null);
    if (name === undefined) continue;
    const url = ask.entry.url.replace(/\?.*/s, '');
    return [
      {
        what: 'how the browser renews the cookies of a device-bound session',
        why: `${url} registers one (${name}). A browser that binds it asks for new cookies by itself, whichever page is open.`,
        remedy:
          'Try a browser that binds no sessions, such as Firefox: there they are ordinary cookies.',
      },
    ];
  }
  return [];
}
