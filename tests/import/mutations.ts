/** Files that somebody else wrote, or meant to harm: valid ones, changed at random. */
import fc from 'fast-check';
import { entry, har, opened, scripted } from './entries.ts';

const app = 'https://app.shop.example';

/** Values that nobody may print: of cookies, of Authorization, in a query and in a path. */
export const secrets = [
  ...['violet-otter-in-a-jar', 'paper-tiger-at-large', 'silver-heron-on-ice'],
  ...['maple-anchor-7316408', '8f3a91c2d4e5f6a7b8c9'],
] as const;
const [sid, bearer, cart, state, reset] = secrets;

const frames = { pageref: 'page_1', _frameref: 'frame@1' };
const entries = [
  entry('app.shop.example/', {
    request: { ...opened, cookie: `sid=${sid}; b=2` },
    response: {
      'set-cookie': [
        `sid=${sid}; Path=/; Secure`,
        'b=2, c=3; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
      ],
    },
    more: frames,
  }),
  entry(`app.shop.example/go/${reset}?next=/me&state=${state}`, {
    status: 302,
    response: { location: '/me', 'set-cookie': `cart=${cart}` },
    more: frames,
  }),
  entry('app.shop.example/me', {
    request: { ...scripted(app, 'same-origin'), authorization: `Bearer ${bearer}` },
    more: {
      ...frames,
      _resourceType: 'fetch',
      _initiator: {
        type: 'script',
        stack: { callFrames: [{ url: `${app}/a.js`, lineNumber: 1, columnNumber: 2 }] },
      },
    },
  }),
  entry('api.shop.example/cart', {
    method: 'PUT',
    request: scripted(app, 'same-site'),
    responseMore: { _error: 'net::ERR_FAILED' },
    more: { _resourceType: 'fetch' },
  }),
  entry('api.shop.example/cart', {
    method: 'OPTIONS',
    request: { ...scripted(app, 'same-site'), 'access-control-request-method': 'PUT' },
    more: { _resourceType: 'preflight' },
  }),
  entry('widget.example/', {
    request: {
      ...opened,
      'sec-fetch-dest': 'iframe',
      'sec-fetch-site': 'cross-site',
      referer: `${app}/`,
    },
    more: { pageref: 'page_1', _frameref: 'frame@2' },
  }),
  entry('wss://app.shop.example/live', { status: 101, more: { _fromCache: 'disk' } }),
];

const creators = [
  'devtools',
  'playwright',
  'firefox',
  'webkit',
  'chrome-har',
  'mitmproxy',
  'har_dump',
] as const;
const files = creators.map((creator) =>
  har(creator, entries, { pages: [{ id: 'page_1', title: `${app}/` }] }),
);

/** Values that no reader expects. */
const junk = fc.oneof(
  fc.constantFrom(
    ...[null, true, -1, 1e308, '', [], {}, [null], 'null', '\u0000', '\ud800', 'a'.repeat(5_000)],
    ...[
      'https://',
      'https://[',
      'ws:',
      '//x',
      'javascript:1',
      'https://a.example:99999/',
      '9999-99-99',
    ],
    ...['https://app.shop.example/', 'OPTIONS', 'preflight', 'page_1', 302, 204, 0],
    JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
    { name: '__proto__', value: 'polluted' },
    { length: 1e9 },
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

interface Change {
  readonly at: number;
  readonly how: 'replace' | 'delete' | 'repeat' | 'rename';
  readonly value: unknown;
}

/** Later changes must not reach the constants; JSON keeps what is called `__proto__`. */
const fresh = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The value with one node changed: the `at`-th, counted in depth, around its size. */
function change(root: unknown, { at, how, value }: Change): unknown {
  const nodes: [holder: Record<string, unknown>, key: string][] = [];
  const collect = (holder: unknown) => {
    if (typeof holder !== 'object' || holder === null) return;
    for (const key of Object.keys(holder)) {
      nodes.push([holder as Record<string, unknown>, key]);
      collect((holder as Record<string, unknown>)[key]);
    }
  };
  collect(root);
  const node = nodes[at % Math.max(nodes.length, 1)];
  if (!node) return root;
  const [holder, key] = node;
  if (how === 'delete') delete holder[key];
  else if (how === 'repeat' && Array.isArray(holder))
    holder.push(structuredClone(holder[Number(key)]));
  else if (how === 'rename' && !Array.isArray(holder))
    holder[typeof value === 'string' && value !== '__proto__' ? value : '__proto__x'] = holder[key];
  else holder[key] = fresh(value);
  return root;
}

/** Where in the text, from 0 to 1. */
const place = fc.noBias(fc.nat(100_000)).map((part) => part / 100_001);

/** Still JSON. */
export const restructured = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(
      fc.record({
        at: fc.noBias(fc.nat(10_000)),
        how: fc.constantFrom('replace', 'delete', 'repeat', 'rename'),
        value: junk,
      } as const),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([file, changes]) => JSON.stringify(changes.reduce(change, JSON.parse(file) as unknown)));

/** Text cut out, doubled or put in. */
const textual = fc
  .tuple(
    restructured,
    fc.array(
      fc.tuple(
        place,
        fc.nat(40),
        fc.oneof(
          fc.string({ maxLength: 4 }),
          fc.constantFrom(
            '"',
            '\\',
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '\n',
            '[[[[',
            '"log":',
            '"entries":[',
          ),
        ),
      ),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((so, [where, length, put]) => {
      const at = Math.floor(where * so.length);
      return so.slice(0, at) + put + so.slice(at + length);
    }, text),
  );

const cutOff = fc
  .tuple(restructured, place)
  .map(([text, where]) => text.slice(0, Math.floor(where * text.length)));

export const mutated = fc.oneof(restructured, textual, cutOff);
