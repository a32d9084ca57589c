/** An attribute's name; of a text that is none, which may be a piece of a value, its length. */
function attributeOf(part: string): string | number {
  const [name = '', value] = part.split('=');
  const isAttribute = value !== undefined || /^\s*(secure|httponly|partitioned)\s*$/i.test(name);
  return isAttribute ? name : part.length;
}

/** An import without its values: what a redacted file must have in common with its original. */
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import type { Import } from '../../lab/import/index.ts';

export function shape({ recording, source, open, gaps, entryOf }: Import) {
  const names = (lines: readonly (readonly [string, string])[]) =>
    lines.map(([name, value]) => {
      const isCookie = name.toLowerCase() === 'cookie';
      const isSet = name.toLowerCase() === 'set-cookie';
      const cookies = isCookie
        ? parseCookieHeader(value).map((one) => [one.name, one.value.length])
        : null;
      return [
        name,
        cookies,
        isSet ? value.length : null,
        isSet ? value.split(';').slice(1).map(attributeOf) : null,
      ];
    });
  const { documents, exchanges } = recording.plan;
  return {
    source,
    entryOf,
    open: open.map(({ asks, ...rest }) => rest),
    gaps: gaps.length,
    documents: documents.map(({ url, ...rest }) => [rest, url.length, new URL(url).origin]),
    exchanges: exchanges.map(({ url, as, ...rest }) => [
      rest,
      new URL(url).origin,
      / \(\d+\)$/.exec(as)?.[0],
    ]),
    observations: Object.entries(recording.observations).map(([id, { messages, script }]) => [
      id,
      script.readable,
      messages.map(({ role, at, request, response }) => [
        role,
        at,
        request.method,
        names(request.headers.lines),
        request.headers.unseen,
        response && [
          response.status,
          response.from,
          names(response.headers.lines),
          response.headers.unseen,
        ],
      ]),
    ]),
  };
}
