/** HAR files in small, as their exporters write them. */
import { importHar } from '../../lab/import/index.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface EntryOptions {
  readonly method?: string;
  readonly request?: Headers;
  readonly response?: Headers;
  readonly status?: number;
  /** Milliseconds after the first. */
  readonly at?: number;
  /** Any other field of the entry. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly responseMore?: Readonly<Record<string, unknown>>;
  readonly requestMore?: Readonly<Record<string, unknown>>;
}

const list = (headers: Headers) =>
  Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  );

/** An entry; its URL is host and path: `app.example/a`. */
export const entry = (
  address: string,
  {
    method = 'GET',
    request = {},
    response = {},
    status = 200,
    at,
    more,
    ...rest
  }: EntryOptions = {},
) => ({
  startedDateTime: new Date(Date.UTC(2026, 10, 27, 9) + (at ?? 0)).toISOString(),
  time: 20,
  request: {
    method,
    url: /^[a-z-]+:/.test(address) ? address : `https://${address}`,
    httpVersion: 'http/2.0',
    headers: list({ ':authority': address.replace(/\/.*/, ''), ...request }),
    cookies: [],
    ...rest.requestMore,
  },
  response: {
    status,
    statusText: '',
    httpVersion: 'http/2.0',
    headers: list(response),
    cookies: [],
    redirectURL: '',
    content: { size: 0, mimeType: 'x-unknown' },
    ...rest.responseMore,
  },
  cache: {},
  timings: { send: 1, wait: 10, receive: 1 },
  ...more,
});

export type HarEntry = ReturnType<typeof entry>;

const creators = {
  devtools: { name: 'WebInspector', version: '537.36' },
  playwright: { name: 'Playwright', version: '1.64.1' },
  firefox: { name: 'Firefox', version: '153.8.0' },
  webkit: { name: 'WebKit Web Inspector', version: '1.0' },
  'chrome-har': { name: 'Browsertime', version: '24.0.0' },
  mitmproxy: { name: 'mitmproxy', version: '11.0.2' },
  har_dump: { name: 'mitmproxy har_dump', version: '0.1' },
} as const;

export type Creator = keyof typeof creators;

/** A file; the entries are put 100 ms apart where they have no time of their own. */
export const har = (creator: Creator, entries: readonly HarEntry[], more: object = {}): string =>
  JSON.stringify({
    log: {
      version: '1.2',
      creator: creators[creator],
      pages: [],
      entries: entries.map((one, index) => ({
        ...one,
        startedDateTime: new Date(Date.parse(one.startedDateTime) + index * 100).toISOString(),
      })),
      ...more,
    },
  });

/** The headers of a current browser for a page opened from the address bar. */
export const opened: Headers = {
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
};

/** Those of a script's request, from a page. */
export const scripted = (origin: string, site: string): Headers => ({
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': site,
  referer: `${origin}/`,
  ...(site !== 'same-origin' && { origin }),
});

/** The import of such a file, with its exchanges by their labels. */
export async function imported(creator: Creator, entries: readonly HarEntry[], more: object = {}) {
  const { recording, ...rest } = await importHar(har(creator, entries, more));
  const { exchanges, documents } = recording.plan;
  const labelled = (as: string) => {
    const found = exchanges.find((exchange) => exchange.as === as);
    if (!found) throw new Error(`No ${as} in ${exchanges.map((one) => one.as).join(', ')}`);
    return found;
  };
  return {
    ...rest,
    recording,
    documents,
    exchanges,
    exchange: labelled,
    observation: (as: string) => {
      const found = recording.observations[labelled(as).id];
      if (!found) throw new Error(`Nothing was observed of ${as}`);
      return found;
    },
    /** What a client is: its URL, and where it stands. */
    client: (as: string) => documents.find(({ id }) => id === labelled(as).client)?.url ?? null,
  };
}
