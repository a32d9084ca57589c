/** What a curl command asks for: https://curl.se/docs/manpage.html */
import type { Header } from '../../base/headers.ts';
import { type Option, optionsOf } from './curl-options.ts';

export interface CurlRequest {
  readonly method: string;
  /** Absolute. */
  readonly url: string;
  readonly headers: readonly Header[];
  /** What only curl knows: the names of files that hold headers. */
  readonly files: readonly string[];
  /** Files that cookies are read from, and the one that they are written to; null for none. */
  readonly jars: { readonly from: readonly string[]; readonly to: string | null };
}

/** The requests of one command: one a URL. Words without `curl` itself. */
export function requestsOf(words: readonly string[]): CurlRequest[] {
  const groups: Option[][] = [[]];
  for (const option of optionsOf(words)) {
    if (option.name === 'next') groups.push([]);
    else groups.at(-1)?.push(option);
  }
  return groups.flatMap((options) =>
    valuesOf(options, 'url').map((url) => requestOf(url, options)),
  );
}

const valuesOf = (options: readonly Option[], ...names: readonly string[]): string[] =>
  options.filter(({ name }) => names.includes(name)).map(({ value }) => value);

const dataNames = ['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json'];

function requestOf(address: string, options: readonly Option[]): CurlRequest {
  const last = (...names: readonly string[]) => valuesOf(options, ...names).at(-1) ?? null;
  const has = (...names: readonly string[]) => last(...names) !== null;
  const data = valuesOf(options, ...dataNames);
  const inQuery = has('get') ? data : [];
  const url = urlOf(address, [...inQuery, ...valuesOf(options, 'url-query')]);
  const { headers, files } = headersOf(options, data.length > 0 && !has('get'));
  const method =
    last('request') ??
    (has('head')
      ? 'HEAD'
      : (data.length > 0 && !has('get')) || has('form', 'form-string')
        ? 'POST'
        : has('upload-file')
          ? 'PUT'
          : 'GET');
  const from = valuesOf(options, 'cookie').filter((value) => value !== '' && !value.includes('='));
  return { method, url, headers, files, jars: { from, to: last('cookie-jar') } };
}

/** Without a scheme curl takes http. */
function urlOf(address: string, query: readonly string[]): string {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  if (query.length === 0) return absolute;
  const mark = absolute.includes('?') ? '&' : '?';
  return `${absolute}${mark}${query.join('&')}`;
}

function headersOf(options: readonly Option[], hasData: boolean) {
  const files: string[] = [];
  const headers: Header[] = [];
  /** What curl adds of its own, unless -H says otherwise. */
  const byOption = (name: string, value: string | undefined) => {
    const isSaid = headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
    if (value !== undefined && !isSaid) headers.push([name, value]);
  };
  for (const line of valuesOf(options, 'header')) {
    if (line.startsWith('@')) files.push(line.slice(1));
    else headers.push(...headerOf(line));
  }
  byOption('User-Agent', valuesOf(options, 'user-agent').at(-1));
  byOption(
    'Referer',
    valuesOf(options, 'referer')
      .at(-1)
      ?.replace(/;auto$/, '') || undefined,
  );
  const user = valuesOf(options, 'user').at(-1);
  if (user !== undefined) byOption('Authorization', `Basic ${base64(user)}`);
  const bearer = valuesOf(options, 'oauth2-bearer').at(-1);
  if (bearer !== undefined) byOption('Authorization', `Bearer ${bearer}`);
  // -b: cookies where there is a "=", otherwise a file that holds some.
  const lines = valuesOf(options, 'cookie').filter((value) => value.includes('='));
  if (lines.length > 0) byOption('Cookie', lines.join('; '));
  if (valuesOf(options, 'json').length > 0) {
    byOption('Content-Type', 'application/json');
    byOption('Accept', 'application/json');
  } else if (hasData) byOption('Content-Type', 'application/x-www-form-urlencoded');
  return { headers, files };
}

/** `X: y`; `X;` sends it empty, `X:` keeps curl from sending it. */
function headerOf(line: string): Header[] {
  const colon = line.indexOf(':');
  if (colon < 0) return line.endsWith(';') ? [[line.slice(0, -1).trim(), '']] : [];
  const name = line.slice(0, colon).trim();
  const value = line.slice(colon + 1).trim();
  return name === '' || value === '' ? [] : [[name, value]];
}

const base64 = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)));
