/**
 * The table of what can be expected of an exchange: how each field is written, what of it speaks of
 * one cookie, and what was observed, in the words in which it is expected. The check of scenarios,
 * the cutting of rows and the verdict iterate over it; reports have words for each field.
 */
import type { Cookie } from '../base/arrival.ts';
import { type Form, flag, isList, isObject, isObjectOf, isText, words } from './forms.ts';
import type { StorageAccess } from './recording.ts';
import type { Expectation } from './scenario.ts';
import type { Witnessed } from './witnessed.ts';

/** What is judged. `about` only narrows the rest to one cookie. */
export type ExpectationField = Exclude<keyof Expectation, 'about'>;
export type ExpectedValue<Field extends ExpectationField> = Exclude<Expectation[Field], undefined>;

interface FieldRow<Value> extends Form {
  /** As much of the value as speaks of one cookie. Absent for what rows cut by cookie do not judge. */
  readonly ofCookie?: (value: Value, cookie: string) => Value | undefined;
  /** Absent for what is always judged. */
  readonly isJudged?: (all: Expectation) => boolean;
  /** The value as it is compared; as it was written when absent. */
  readonly expected?: (value: Value) => unknown;
  /** Null where nobody could tell. */
  readonly observed: (seen: Witnessed, value: Value, about?: string) => unknown;
}

const isTextOrNull = (value: unknown) => value === null || isText(value);

const cookieList: Form = {
  isWritten: isList,
  not: 'no list of cookies',
  fix: "Write ['sid'], or [].",
};
const textsOrNull: Form = {
  isWritten: isObjectOf(isTextOrNull),
  not: 'no object of texts by name',
  fix: "Write { name: 'text' }, or { name: null } for one that is not there.",
};

const sorted = (list: readonly string[]) => [...list].sort();

const nameOf = (pair: string) => pair.split('=')[0];
const ofName = (pairs: readonly string[], cookie: string) =>
  pairs.filter((pair) => nameOf(pair) === cookie);

/** Cookies as they are expected: by name, and with the value where that is expected. */
function inWordsOf(like: readonly string[], cookies: readonly Cookie[], about?: string): string[] {
  return cookies
    .filter(({ name }) => about === undefined || name === about)
    .map(({ name, value }) =>
      like.some((one) => one.startsWith(`${name}=`)) ? `${name}=${value}` : name,
    );
}

/** A list of cookies in any order. */
const anyOrder = (
  cookiesIn: (seen: Witnessed) => readonly Cookie[] | null,
): FieldRow<readonly string[]> => ({
  ...cookieList,
  ofCookie: ofName,
  expected: sorted,
  observed: (seen, like, about) => {
    const cookies = cookiesIn(seen);
    return cookies && sorted(inWordsOf(like, cookies, about));
  },
});

/** What an object holds under the names that are asked for; null for what it does not. */
const picked = (asked: object, held: Readonly<Record<string, string>> | null) =>
  Object.fromEntries(Object.keys(asked).map((name) => [name, held?.[name] ?? null]));

/** The same of headers by lower-case name. */
const pickedHeaders = (asked: object, headers: Readonly<Record<string, string>> | null) =>
  Object.fromEntries(
    Object.keys(asked).map((name) => [name, headers?.[name.toLowerCase()] ?? null]),
  );

/** The same of request headers, without those that nobody could see. */
const pickedRequestHeaders = (asked: object, seen: Witnessed) =>
  Object.fromEntries(
    Object.keys(asked).flatMap((name) => {
      const header = seen.requestHeader(name);
      return 'gap' in header ? [] : [[name, header.value]];
    }),
  );

export const expectationFields: {
  readonly [Field in ExpectationField]: FieldRow<ExpectedValue<Field>>;
} = {
  arrived: {
    ...flag,
    ofCookie: (value) => value,
    observed: ({ arrived }) => arrived,
  },
  sent: {
    // Cookies can only be judged on a request that came: null is no list.
    ...anyOrder(({ sent }) => sent),
    // A deviation may say that none comes: then it speaks of no cookie.
    isJudged: ({ arrived }) => arrived !== false,
  },
  order: {
    ...cookieList,
    observed: ({ sent }, like, about) => sent && inWordsOf(like, sent, about),
  },
  stored: {
    ...cookieList,
    ofCookie: ofName,
    expected: sorted,
    observed: ({ stored }, _, about) =>
      stored && sorted(stored.filter((name) => about === undefined || name === about)),
  },
  lifetime: {
    isWritten: isObjectOf(
      (days) => days === null || days === 'gone' || (typeof days === 'number' && days >= 0),
    ),
    not: 'no object of days by cookie',
    fix: "Write { sid: 400 }, { sid: null } for the session, or { sid: 'gone' }.",
    ofCookie: (days, cookie) => (cookie in days ? { [cookie]: days[cookie] ?? null } : undefined),
    observed: ({ lifetimes }, days) =>
      lifetimes &&
      Object.fromEntries(
        Object.keys(days).map((name) => {
          const left = lifetimes[name];
          return [name, left === undefined ? 'gone' : left];
        }),
      ),
  },
  method: {
    isWritten: (value) => typeof value === 'string' && /^[A-Z]+$/.test(value),
    not: 'no method',
    fix: "Write 'GET', 'POST' …",
    observed: ({ method }) => method,
  },
  status: {
    isWritten: (value) => Number.isInteger(value) && Number(value) >= 100 && Number(value) < 600,
    not: 'no HTTP status',
    fix: 'Write a number, like 200.',
    observed: ({ status }) => status,
  },
  readable: { ...flag, observed: ({ readable }) => readable },
  taken: {
    ...textsOrNull,
    observed: ({ readable, taken }, names) => (readable === null ? null : picked(names, taken)),
  },
  documentCookie: anyOrder(({ documentCookie }) => documentCookie),
  cookieStore: {
    ...anyOrder(({ cookieStore }) => cookieStore),
    isJudged: ({ fails }) => fails !== true,
  },
  fails: { ...flag, observed: ({ fails }) => fails },
  cookieChanges: {
    isWritten: (value) =>
      isObject(value) &&
      'changed' in value &&
      isList(value.changed) &&
      'deleted' in value &&
      isList(value.deleted),
    not: 'no account of changes',
    fix: "Write { changed: ['sid'], deleted: [] }.",
    observed: ({ cookieChanges }) => cookieChanges,
  },
  storageAccess: {
    ...words<StorageAccess>({ granted: true, denied: true, prompt: true }),
    observed: ({ storageAccess }) => storageAccess,
  },
  preflight: {
    isWritten: (value) =>
      value === null || (isObject(value) && 'sent' in value && isList(value.sent)),
    not: 'no list of cookies',
    fix: "Write { sent: ['sid'] }, { sent: [] }, or null for no preflight.",
    expected: (preflight) => preflight && { sent: sorted(preflight.sent) },
    observed: ({ preflight }, like, about) =>
      preflight && { sent: sorted(inWordsOf(like?.sent ?? [], preflight.sent, about)) },
  },
  header: { ...textsOrNull, observed: ({ headers }, names) => pickedHeaders(names, headers) },
  requestHeader: {
    ...textsOrNull,
    observed: (seen, names) => (seen.arrived ? pickedRequestHeaders(names, seen) : null),
  },
};

const fields = Object.keys(expectationFields) as ExpectationField[];

/** The fields that an expectation judges, in the order of the table. */
export const judgedFields = (expectation: Expectation): ExpectationField[] =>
  fields.filter(
    (field) =>
      expectation[field] !== undefined &&
      (expectationFields[field].isJudged?.(expectation) ?? true),
  );

/** One field beside what was observed, in the words of the expectation. */
export function compared(
  field: ExpectationField,
  expectation: Expectation,
  seen: Witnessed,
): { readonly expected: unknown; readonly observed: unknown } {
  // The compiler does not see that a field's row takes the value of that very field.
  const row = expectationFields[field] as FieldRow<unknown>;
  const value = expectation[field];
  return {
    expected: row.expected ? row.expected(value) : value,
    observed: row.observed(seen, value, expectation.about),
  };
}

/** The fields that rows cut by cookie judge. */
export const fieldsByCookie = fields.filter((field) => expectationFields[field].ofCookie);

/** An expectation as far as it speaks of one cookie; `about` tells who judges it. */
export function onlyCookie(expectation: Expectation, cookie: string): Expectation {
  const parts = fieldsByCookie.flatMap((field) => {
    const value = expectation[field];
    const { ofCookie } = expectationFields[field] as FieldRow<unknown>;
    const part = value === undefined ? undefined : ofCookie?.(value, cookie);
    return part === undefined ? [] : [[field, part]];
  });
  return { about: cookie, ...Object.fromEntries(parts) };
}
