/** The CookieStore API: https://cookiestore.spec.whatwg.org/ */

import type { CookieChanges } from '../scenario/recording.ts';
import type { CookieStoreArguments } from '../scenario/steps/index.ts';
import type { Outcome } from './outcome.ts';
import { waitMs } from './waits.ts';

/** How long `change` events may take to come, in milliseconds. */
const timeoutMs = 300;

/** What TypeScript's own types lack: the API as far as the lab calls it. */
interface CookieStore extends EventTarget {
  get(name: string): Promise<ListedCookie | null>;
  getAll(): Promise<ListedCookie[]>;
  set(cookie: object): Promise<void>;
  delete(cookie: object): Promise<void>;
}

interface ListedCookie {
  readonly name: string;
  readonly value?: string;
}

interface CookieChangeEvent extends Event {
  readonly changed: readonly ListedCookie[];
  readonly deleted: readonly ListedCookie[];
}

const store = () => {
  const { cookieStore } = window as unknown as { cookieStore?: CookieStore };
  if (!cookieStore) throw new TypeError('cookieStore: this document has none');
  return cookieStore;
};

/** Calls a function of it; what it then holds is the outcome, also where the call fails. */
export async function callCookieStore(
  exchange: string,
  call: CookieStoreArguments,
): Promise<Outcome> {
  try {
    if (call.method === 'get') {
      const found = await store().get(call.name);
      return { exchange, cookieStore: found ? [found].map(nameAndValue) : [] };
    }
    const error = call.method === 'getAll' ? undefined : await change(call);
    const cookieStore = (await store().getAll()).map(nameAndValue);
    return { exchange, cookieStore, ...(error !== undefined && { error }) };
  } catch (error) {
    return { exchange, error: String(error) };
  }
}

/** The error that the change ended with, if any. */
async function change(call: Extract<CookieStoreArguments, { cookie: object }>) {
  try {
    await store()[call.method](call.cookie);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const nameAndValue = ({ name, value = '' }: ListedCookie) => ({ name, value });

let told: { changed: string[]; deleted: string[] } | undefined;

/** A listener takes effect some time after it is added: the reading that follows is answered after that. */
export async function watchCookieStore() {
  if (told) return;
  const cookies = store();
  const seen = { changed: [] as string[], deleted: [] as string[] };
  told = seen;
  cookies.addEventListener('change', (event) => {
    const { changed, deleted } = event as CookieChangeEvent;
    seen.changed.push(...changed.map(({ name }) => name));
    seen.deleted.push(...deleted.map(({ name }) => name));
  });
  await cookies.getAll().catch(() => {});
}

export async function cookieChanges(exchange: string): Promise<Outcome> {
  if (!told) return { exchange, error: 'cookieStore: nobody watched' };
  await new Promise((resolve) => setTimeout(resolve, waitMs(timeoutMs)));
  const changes: CookieChanges = {
    changed: told.changed.splice(0),
    deleted: told.deleted.splice(0),
  };
  return { exchange, cookieChanges: changes };
}
