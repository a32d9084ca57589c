/** Checks the methods of requests that scripts make: the server must take what the browser sends. */
import type { Complaint } from './complaint.ts';

/** Fetch "normalize a method": these are known in any case. `OPTIONS` is too, and is answered as a preflight. */
const inAnyCase = ['DELETE', 'GET', 'HEAD', 'POST', 'PUT'];
/** Fetch "forbidden method": no browser sends it, and that is what a scenario may claim. */
const forbidden = ['CONNECT', 'TRACE', 'TRACK'];

/** Node's parser refuses a method that it does not know before any service sees it. */
export function* checkMethod(
  { step, method }: { readonly step: string; readonly method?: unknown },
  at: string,
): Generator<Complaint, void> {
  if (method === undefined) return;
  const upper = String(method).toUpperCase();
  if ([...inAnyCase, ...forbidden].includes(upper) || method === 'PATCH') return;
  if (upper === 'PATCH' && step === 'axios') return; // axios writes it in upper case
  const fix =
    upper === 'PATCH'
      ? `Write PATCH: browsers send "${method}" as it is written, and no server on Node takes it.`
      : `Use one of: ${[...inAnyCase, 'PATCH', ...forbidden].join(', ')}.`;
  yield { at, problem: `has the method "${method}", which the services cannot be asked`, fix };
}
