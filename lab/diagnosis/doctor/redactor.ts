/** Takes the values of cookies out of texts; equal values stay recognisable. */
import type { Recording } from '../../scenario/recording.ts';
import { trafficOf } from './traffic.ts';

/** `Set-Cookie: sid=s3cret; Path=/` → `Set-Cookie: sid=‹a1›; Path=/` */
export function redactor(recording: Recording): (text: string) => string {
  const { scenes, settings } = trafficOf(recording);
  const values = new Map<string, string>();
  const named = new Map<string, string>();
  const note = (name: string, value: string) => {
    if (value === '') return;
    const mark = values.get(value) ?? `‹a${values.size + 1}›`;
    values.set(value, mark);
    named.set(`${name}=${value}`, `${name}=${mark}`);
  };
  for (const { name, cookie } of settings) note(name, cookie.value);
  for (const { seen } of scenes) for (const { name, value } of seen.sent ?? []) note(name, value);
  const long = [...values].filter(([value]) => value.length >= 8);
  const all = [...named, ...long].sort(([a], [b]) => b.length - a.length);
  return (text) => all.reduce((redacted, [value, mark]) => redacted.replaceAll(value, mark), text);
}
