/** What the bench is set to: the requests to make, one after the other, and what each is answered. */
import { type Part, parts } from './names.ts';

export const ways = ['fetch', 'xhr', 'form', 'link', 'image', 'iframe', 'webSocket'] as const;
/** What makes the request. */
export type Way = (typeof ways)[number];

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const credentials = ['omit', 'same-origin', 'include'] as const;
export const modes = ['cors', 'no-cors', 'same-origin'] as const;
export const crossorigins = ['', 'anonymous', 'use-credentials'] as const;

/** One request. Texts have the canonical names, and a line for each header or cookie. */
export interface Asking {
  readonly to: Part;
  /** Begins with a slash. */
  readonly path: string;
  readonly by: Way;
  readonly method: (typeof methods)[number];
  /** Of fetch and XHR: `Name: value`. */
  readonly headers: string;
  /** Of fetch; for XHR `include` is withCredentials. */
  readonly credentials: (typeof credentials)[number];
  /** Of fetch. */
  readonly mode: (typeof modes)[number];
  /** Of an image; empty for no such attribute. */
  readonly crossorigin: (typeof crossorigins)[number];
  /** The values of Set-Cookie. */
  readonly setCookie: string;
  /** The status, if it is not 200, and other header lines: CORS, caching. */
  readonly answer: string;
  /** The same of the preflight; empty where it permits what the answer's CORS does, as it is asked. */
  readonly preflight: string;
}

export const plainAsking: Asking = {
  to: 'api',
  path: '/',
  by: 'fetch',
  method: 'GET',
  headers: '',
  credentials: 'same-origin',
  mode: 'cors',
  crossorigin: '',
  setCookie: '',
  answer: '',
  preflight: '',
};

/** At least one request. */
export type Sequence = readonly [Asking, ...Asking[]];

/** What is left of requests as a sequence: a plain one where there is none. */
export const sequenceOf = ([first = plainAsking, ...others]: readonly Asking[]): Sequence => [
  first,
  ...others,
];

/** Requests in one sequence at most. */
export const longest = 6;

const choices = {
  to: parts,
  by: ways,
  method: methods,
  credentials,
  mode: modes,
  crossorigin: crossorigins,
} as const satisfies Partial<Record<keyof Asking, readonly string[]>>;

const texts = ['path', 'headers', 'setCookie', 'answer', 'preflight'] as const;

/**
 * A sequence as the fragment of a URL, so that no server sees it: what differs from a plain request,
 * as in a query, with `|` between requests.
 */
export const encodeSequence = (sequence: Sequence): string => sequence.map(encode).join('|');

function encode(asking: Asking): string {
  const pairs = Object.entries(asking).filter(
    ([name, value]) => value !== plainAsking[name as keyof Asking],
  );
  return new URLSearchParams(pairs).toString();
}

/** Reads a fragment, with or without its `#`. What it does not know is as in a plain request. */
export function decodeSequence(fragment: string): Sequence {
  const [first = '', ...others] = fragment.replace(/^#/, '').split('|').slice(0, longest);
  return [decode(first), ...others.map(decode)];
}

function decode(text: string): Asking {
  const query = new URLSearchParams(text);
  const asking: Record<string, string> = { ...plainAsking };
  for (const [name, allowed] of Object.entries(choices)) {
    const value = query.get(name);
    if (value !== null && (allowed as readonly string[]).includes(value)) asking[name] = value;
  }
  for (const name of texts) asking[name] = query.get(name) ?? plainAsking[name];
  if (!asking.path?.startsWith('/')) asking.path = '/';
  return asking as unknown as Asking;
}
