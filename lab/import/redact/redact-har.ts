/** A HAR file that can be posted: the same traffic, without what is secret in it. */

import { columnField, type HarSource, type ReadOptions, readJson } from '../har/read.ts';
import { field, isMethod, readTold, text, toldField } from '../har/read-entry.ts';
import { exporterOf } from '../traffic/exporter.ts';
import { type HeaderContext, redactCookieValue, redactHeader } from './headers.ts';
import { redactLocation, redactPath, redactUrl } from './urls.ts';
import { Replacements } from './values.ts';

/**
 * Replaces cookie values, tokens, and whatever else may be secret, by values of the same length that
 * are equal where those were; bodies go. Hosts, paths without tokens, names of cookies, parameters
 * and headers, and the attributes of cookies stay: the file gives the same import. Fields that the
 * import does not read are left out.
 *
 * @returns the text of the new file.
 * @throws {LabError} LAB_IMPORT where the text is no HAR file.
 */
export async function redactHar(source: HarSource, options: ReadOptions = {}): Promise<string> {
  const entries: unknown[] = [];
  const { log } = await readJson(
    source,
    (value, index) => {
      entries[index] = value;
    },
    options,
  );
  const creator = named(field(log, 'creator'));
  const values = new Replacements();
  const joinsSetCookie = exporterOf(`${creator.name} ${creator.version}`).joinsSetCookie;
  const redacted = {
    log: {
      version: '1.2',
      creator,
      ...(field(log, 'browser') !== undefined && { browser: browser(field(log, 'browser')) }),
      pages: list(field(log, 'pages')).map((page) => redactPage(page, values)),
      entries: Array.from(entries, (entry) => redactEntry(entry, values, joinsSetCookie)),
      comment: 'Values were replaced by others of the same length, and bodies left out.',
    },
  };
  return `${JSON.stringify(redacted, null, 2)}\n`;
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const named = (value: unknown) => ({
  name: (text(field(value, 'name')) ?? '').slice(0, 60),
  version: (text(field(value, 'version')) ?? '').slice(0, 60),
});

const browser = (value: unknown) => ({
  ...named(value),
  ...fields(value, { [columnField]: (column) => text(column)?.slice(0, 60) }),
});

/** Those of its fields that are there, each as `keep` has it. */
function fields(value: unknown, keep: Readonly<Record<string, (one: unknown) => unknown>>) {
  const entries = Object.entries(keep).flatMap(([name, redact]): [string, unknown][] => {
    const one = field(value, name);
    const kept = one === undefined ? undefined : redact(one);
    return kept === undefined ? [] : [[name, kept]];
  });
  return Object.fromEntries(entries);
}

/** Numbers, truth values, and words that name a kind; no text. */
const asIs = (value: unknown) =>
  ['number', 'boolean'].includes(typeof value) || value === null ? value : undefined;
/** An id, or what names a kind. */
const wordOr = (values: Replacements) => (value: unknown) =>
  typeof value !== 'string'
    ? asIs(value)
    : /^[\w:.@/ -]{0,80}$/.test(value)
      ? value
      : values.of(value);
const date = (value: unknown) => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
};

const redactPage = (page: unknown, values: Replacements) =>
  fields(page, {
    id: wordOr(values),
    startedDateTime: date,
    // DevTools has the URL here, others a title, which may be somebody's.
    title: (title) => (URL.canParse(String(title)) ? redactUrl(String(title), values) : ''),
    pageTimings: () => ({}),
  });

function redactEntry(entry: unknown, values: Replacements, joinsSetCookie: boolean) {
  const word = wordOr(values);
  const address = text(field(field(entry, 'request'), 'url')) ?? '';
  const context: HeaderContext = { values, url: address, joinsSetCookie };
  const url = (value: unknown) =>
    typeof value === 'string' ? redactUrl(value, values) : undefined;
  const initiator = (value: unknown) =>
    typeof value === 'string'
      ? redactUrl(value, values)
      : fields(value, {
          type: word,
          url,
          requestId: word,
          stack: (stack) => redactStack(stack, url),
        });
  const shared = {
    httpVersion: word,
    headersSize: asIs,
    bodySize: asIs,
    headers: (all: unknown) => redactHeaders(all, context),
    cookies: (all: unknown) => redactCookies(all, values),
  };
  return fields(entry, {
    pageref: word,
    startedDateTime: date,
    time: asIs,
    request: (request) =>
      fields(request, {
        method: (method) =>
          text(method) && !isMethod(String(method)) ? ' ' : (text(method) ?? undefined),
        url: redactAddress(values),
        queryString: () => [],
        postData: (data) => ({ ...fields(data, { mimeType: mime }), text: '' }),
        ...shared,
      }),
    response: (response) =>
      fields(response, {
        status: asIs,
        statusText: word,
        redirectURL: (target) =>
          typeof target === 'string' && target !== ''
            ? redactLocation(target, address, values)
            : '',
        content: (content) => fields(content, { size: asIs, mimeType: mime }),
        _transferSize: asIs,
        _error: word,
        _failureText: word,
        _fromDiskCache: asIs,
        _fetchedViaServiceWorker: asIs,
        ...shared,
      }),
    cache: (cache) =>
      typeof cache === 'object' && cache !== null && Object.hasOwn(cache, 'afterRequest')
        ? { afterRequest: null }
        : {},
    timings: (timings) =>
      fields(timings, {
        blocked: asIs,
        dns: asIs,
        connect: asIs,
        ssl: asIs,
        send: asIs,
        wait: asIs,
        receive: asIs,
      }),
    connection: word,
    _initiator: initiator,
    _initiator_type: word,
    _resourceType: word,
    _fromCache: word,
    _frameref: word,
    _fetchType: word,
    _fetchedViaServiceWorker: asIs,
    _error: word,
    [toldField]: (told) => readTold(told) ?? undefined,
  });
}

/** What is no URL stays none. */
const redactAddress = (values: Replacements) => (value: unknown) =>
  typeof value !== 'string'
    ? asIs(value)
    : /^data:/i.test(value)
      ? 'data:,'
      : redactUrl(value, values);

const mime = (value: unknown) =>
  typeof value === 'string' ? value.replace(/;.*/s, '').slice(0, 80) : undefined;

/** The place that made the request: the first frame. */
function redactStack(stack: unknown, url: (value: unknown) => unknown) {
  const [frame] = list(field(stack, 'callFrames'));
  const kept = fields(frame, { url, lineNumber: asIs, columnNumber: asIs });
  return { callFrames: frame === undefined ? [] : [kept] };
}

function redactHeaders(all: unknown, context: HeaderContext): unknown {
  const one = (name: unknown, value: unknown) =>
    typeof name === 'string' && (typeof value === 'string' || typeof value === 'number')
      ? redactHeader(name, String(value), context)
      : undefined;
  if (Array.isArray(all)) {
    return all.map((header) =>
      fields(header, {
        name: (name) => text(name) ?? undefined,
        value: (value) => one(field(header, 'name'), value),
      }),
    );
  }
  if (typeof all !== 'object' || all === null) return [];
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((each) => one(name, each)) : one(name, value),
    ]),
  );
}

const redactCookies = (all: unknown, values: Replacements) =>
  list(all).map((cookie) =>
    fields(cookie, {
      name: (name) => text(name) ?? undefined,
      value: (value) => (typeof value === 'string' ? redactCookieValue(value, values) : undefined),
      path: (path) => (typeof path === 'string' ? redactPath(path, values) : undefined),
      domain: (domain) => text(domain) ?? undefined,
      expires: date,
      sameSite: wordOr(values),
      httpOnly: asIs,
      secure: asIs,
    }),
  );
