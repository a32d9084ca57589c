/** Checks that an object has no field but those that are known: a typing mistake would say nothing. */
import type { Complaint } from './complaint.ts';
import { nearest } from './suggest.ts';

/** What other tools call it, and what it is called here. */
const synonyms: Readonly<Record<string, string>> = {
  label: 'as',
  name: 'as',
  response: 'answer',
  reply: 'answer',
  cookies: 'setCookie',
  expected: 'expect',
  reason: 'because',
  source: 'see',
  browser: 'where',
  browsers: 'where',
  columns: 'where',
};

/**
 * @param what what the object is called: `has no field "credential"`, `"answer" has no field "setCookies"`
 * @param inside fields of an object that it holds, and under which name: where they may have been meant
 */
export function* checkKeys(
  value: object,
  known: readonly string[],
  at: string,
  what = '',
  inside?: { readonly name: string; readonly known: readonly string[] },
): Generator<Complaint, void> {
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    const problem = `${what === '' ? '' : `"${what}" `}has no field "${key}"`;
    yield { at, problem, fix: `${meant(key, known, inside)}It has: ${known.join(', ')}.` };
  }
}

function meant(
  key: string,
  known: readonly string[],
  inside: { readonly name: string; readonly known: readonly string[] } | undefined,
): string {
  const synonym = synonyms[key];
  const own = synonym !== undefined && known.includes(synonym) ? synonym : nearest(key, known);
  const deeper = inside && (inside.known.includes(key) ? key : nearest(key, inside.known));
  if (deeper && (own === null || inside.known.includes(key))) {
    return `Did you mean ${inside.name}: { ${deeper}: … }? `;
  }
  return own === null ? '' : `Did you mean "${own}"? `;
}
