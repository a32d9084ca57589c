/** Takes what may be secret out of texts: values of cookies, tokens in URLs; equal values stay recognisable. */
import { isToken } from '../../import/index.ts';
import type { Recording } from '../../scenario/recording.ts';
import { trafficOf } from './traffic.ts';

/**
 * `Set-Cookie: sid=s3cret; Path=/` → `Set-Cookie: sid=‹a1›; Path=/`
 * `https://a.example/reset/8f3a91c2d4?token=abc` → `https://a.example/reset/‹a2›?‹…›`
 */
export function redactor(recording: Recording): (text: string) => string {
  const { scenes, attempts } = trafficOf(recording);
  const values = new Map<string, string>();
  const named = new Map<string, string>();
  const markOf = (value: string) => {
    const mark = values.get(value) ?? `‹a${values.size + 1}›`;
    values.set(value, mark);
    return mark;
  };
  const note = (name: string, value: string) => {
    if (value !== '') named.set(`${name}=${value}`, `${name}=${markOf(value)}`);
  };
  for (const { name, cookie } of attempts) note(name, cookie.value);
  for (const { seen } of scenes) for (const { name, value } of seen.sent ?? []) note(name, value);
  for (const { url } of recording.plan.exchanges) {
    for (const part of url
      .replace(/[?#].*/s, '')
      .split('/')
      .slice(3))
      if (isSecret(part)) markOf(part);
  }
  const long = [...values].filter(([value]) => value.length >= 8);
  const all = [...named, ...long].sort(([a], [b]) => b.length - a.length);
  const segment = (text: string) => (isSecret(text) ? markOf(text) : text);
  const address = (_: string, scheme: string, user = '', host = '', path = '', query = '') =>
    [
      ...[scheme, user && '‹…›@', host, path.split('/').map(segment).join('/')],
      query && `${query[0]}‹…›`,
    ].join('');
  return (text) =>
    all
      .reduce((redacted, [value, mark]) => redacted.replaceAll(value, mark), text)
      .replace(url, address);
}

/** Scheme, user, host, path; query and fragment. */
const url =
  /\b((?:https?|wss?):\/\/)([^\s/?#@“”"]*@)?([^\s/?#“”",]*)([^\s?#“”",]*)([?#][^\s“”"]+)?/g;

/** A number is somebody's id, and the hash of a script's name nobody's secret. */
const isSecret = (segment: string) =>
  isToken(segment) && !/^\d{1,12}$|\.(m?js|css|map|png|svg|woff2?)$/i.test(segment);
