/** The usual lines of an answer, at hand to be written with one click. */
import type { Origin } from '../base/topology.ts';
import type { Asking } from './sequence.ts';

interface Usual {
  readonly label: string;
  readonly text: string;
}

type Written = keyof Pick<Asking, 'headers' | 'setCookie' | 'answer' | 'preflight'>;

const lines = (...all: readonly string[]) => all.join('\n');

/** Of each text, what is usual there on a page of an origin. A cookie and a header are added, an answer is replaced. */
export function usualOf(page: Origin): Record<Written, readonly Usual[]> {
  const origin = `Access-Control-Allow-Origin: ${page}`;
  const credentials = 'Access-Control-Allow-Credentials: true';
  const asked = lines(
    'Access-Control-Allow-Methods: GET, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers: content-type, authorization, x-requested-with',
  );
  return {
    headers: [
      { label: 'JSON', text: 'Content-Type: application/json' },
      { label: 'Bearer', text: 'Authorization: Bearer abc' },
      { label: 'X-Requested-With', text: 'X-Requested-With: XMLHttpRequest' },
    ],
    setCookie: [
      { label: 'Lax', text: 'sid=1; Path=/; HttpOnly; Secure; SameSite=Lax' },
      { label: 'Strict', text: 'strict=1; Path=/; HttpOnly; Secure; SameSite=Strict' },
      { label: 'None', text: 'none=1; Path=/; HttpOnly; Secure; SameSite=None' },
      { label: 'Partitioned', text: 'part=1; Path=/; Secure; SameSite=None; Partitioned' },
      { label: 'no SameSite', text: 'absent=1; Path=/; Secure' },
      { label: 'whole domain', text: 'wide=1; Path=/; Domain=example.test; Secure' },
      { label: '__Host-', text: '__Host-sid=1; Path=/; HttpOnly; Secure; SameSite=Lax' },
      { label: 'delete', text: 'sid=; Path=/; Max-Age=0' },
    ],
    answer: [
      { label: 'allow, with credentials', text: lines(origin, credentials, 'Vary: Origin') },
      { label: 'allow', text: lines(origin, 'Vary: Origin') },
      { label: '*', text: 'Access-Control-Allow-Origin: *' },
      { label: '* with credentials', text: lines('Access-Control-Allow-Origin: *', credentials) },
      { label: '401', text: lines('401', origin, credentials, 'Vary: Origin') },
      { label: '401 without CORS', text: '401' },
      { label: 'nothing', text: '' },
    ],
    preflight: [
      { label: 'as asked', text: '' },
      { label: 'allow', text: lines('204', origin, credentials, asked) },
      { label: 'no headers', text: lines('204', origin, credentials) },
      { label: 'stars', text: lines('204', origin, credentials, stars) },
      { label: '401', text: '401' },
      { label: 'no credentials', text: lines('204', origin, asked) },
    ],
  };
}

const stars = lines('Access-Control-Allow-Methods: *', 'Access-Control-Allow-Headers: *');
