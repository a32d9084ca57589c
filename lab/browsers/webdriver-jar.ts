/** Reading and clearing the cookies of a browser that is driven over W3C WebDriver. */
import { parseCookieHeader } from '../base/arrival.ts';
import { type Answer, encodeRecipe } from '../base/recipe.ts';
import type { Session, StoredCookie } from './driver.ts';
import { lostBy, type WebDriverCookie } from './webdriver.ts';

/** Milliseconds for each step at one place. */
export const jarTimeoutMs = 5_000;

type Visitor = Pick<Session, 'open' | 'evaluate'>;

/**
 * WebDriver tells the cookies of the current document only, so each place is visited.
 * It spells SameSite `None` where the attribute was absent or unknown, and tells no partition.
 * That of WebKitGTK 2.54 keeps Strict cookies to itself: the request of a page to its own host
 * shows them, by name and value alone.
 */
export async function readJar(
  urls: readonly string[],
  session: Visitor,
  ofDocument: () => Promise<readonly WebDriverCookie[]>,
): Promise<StoredCookie[]> {
  const found = new Map<string, StoredCookie>();
  for (const url of urls) {
    // A page, whatever stands there otherwise.
    const page = new URL(url);
    page.search = encodeRecipe({ answer: { page: true } });
    await session.open(page.href, jarTimeoutMs).catch((error) => {
      throw lostBy(`The jar cannot be read: ${(error as Error).message}`, error);
    });
    for (const cookie of await ofDocument()) {
      const { name, value, domain = '', path = '/' } = cookie;
      found.set(JSON.stringify([name, domain, path]), {
        name,
        value,
        domain,
        path,
        httpOnly: cookie.httpOnly ?? false,
        secure: cookie.secure ?? false,
        sameSite: cookie.sameSite ?? null,
        expires: cookie.expiry === undefined ? null : cookie.expiry * 1000,
        partition: null,
      });
    }
    const told = new Set([...found.values()].map(({ name, value }) => `${name}=${value}`));
    for (const { name, value } of await sentTo(url, session)) {
      if (told.has(`${name}=${value}`)) continue;
      found.set(JSON.stringify([name, url]), {
        ...{ name, value, domain: new URL(url).hostname, path: '/', sameSite: 'Strict' },
        ...{ httpOnly: false, secure: false, expires: null, partition: null },
      });
    }
  }
  return [...found.values()];
}

/** The cookies that the page at a URL sends there. */
async function sentTo(url: string, session: Visitor) {
  const account = new URL(url);
  account.search = encodeRecipe({ answer: { page: false } });
  const header = await session.evaluate(
    async (asked) => {
      const { cookieHeader } = await (await fetch(asked)).json();
      return cookieHeader as string | null;
    },
    account.href,
    jarTimeoutMs,
  );
  return parseCookieHeader(header ?? '');
}

/**
 * WebDriver forgets the cookies of the current document only, and only one by one. The header
 * Clear-Site-Data forgets those of a whole host, on an answer to any request of a page; over
 * plain http only localhost may send it, and only as a page.
 */
export async function clearJar(origins: readonly string[], session: Visitor): Promise<void> {
  const clearing = new Map(origins.map((origin) => [origin, clearingUrl(origin)]));
  const plain = origins.filter((origin) => origin.startsWith('http:'));
  for (const origin of plain) {
    const { hostname } = new URL(origin);
    if (hostname === 'localhost' || hostname === '127.0.0.1') {
      await session.open(clearing.get(origin) ?? origin, jarTimeoutMs);
    } else {
      clearing.set(origin, clearingUrl(`https://${hostname}`));
    }
  }
  const urls = [...new Set(clearing.values())].filter((url) => url.startsWith('https:'));
  if (urls.length === 0) return;
  const fetchAll = async (all: string[]) => {
    if (!window.lab) return false;
    const answers = await Promise.all(all.map((url) => fetch(url, { credentials: 'include' })));
    return answers.every(({ ok }) => ok);
  };
  if (await session.evaluate(fetchAll, urls, jarTimeoutMs).catch(() => false)) return;
  // No page of the lab stands there, or it may not ask: ask from one that may.
  await session.open(urls[0] as string, jarTimeoutMs);
  if (!(await session.evaluate(fetchAll, urls, jarTimeoutMs)))
    throw new Error('cookies were not cleared');
}

/** A page of a lab origin that any page may fetch, and that clears the cookies of its host. */
function clearingUrl(origin: string): string {
  const answer: Answer = {
    page: true,
    cors: { mode: 'reflect', credentials: true },
    headers: [['Clear-Site-Data', '"cookies"']],
  };
  return `${origin}/?${encodeRecipe({ answer })}`;
}
