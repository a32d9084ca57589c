/** For tests: steps that many cases begin with. */

import type { LabUrl } from '../../lab/base/topology.ts';
import {
  type AnswerSpec,
  allow,
  api,
  fetch,
  type otherApi,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';

export const credentials = 'include';
export const cors = allow(www);
export const lax = 'sid=1; Path=/; Secure; HttpOnly; SameSite=Lax';
export const none = 'sid=1; Path=/; Secure; SameSite=None';

export const call = (url: LabUrl, answer: AnswerSpec = { cors }) =>
  fetch(url, { credentials, answer });

/** A visit of the API sets the cookie; a page of the same site calls it. */
export const afterVisit = (setCookie: string, answer: AnswerSpec = { cors }) => [
  visit(api, { answer: { setCookie } }),
  visit(www),
  call(api, answer),
];

/** A page signs in at a host by fetch, and calls it again. */
export const afterFetch = (host: typeof api | typeof otherApi, setCookie: string) => [
  visit(www),
  call(host, { setCookie, cors }),
  call(host),
];

/** A call with a preflight, signed in. */
export const put = (preflight: AnswerSpec['preflight'], answer: AnswerSpec = { cors }) => [
  visit(api, { answer: { setCookie: lax } }),
  visit(www),
  fetch(api, {
    method: 'PUT',
    headers: { 'x-requested-with': 'lab' },
    credentials,
    answer: { ...answer, ...(preflight && { preflight }) },
  }),
];

/** An answer with header lines: `headers('Vary: Origin')`. */
export const headers = (...lines: string[]): AnswerSpec => ({
  headers: lines.map((line) => line.split(/: (.*)/).slice(0, 2) as [string, string]),
});
