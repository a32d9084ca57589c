/** Forgets the lab's cookies, as a server can: Clear-Site-Data, in an answer of each of its hosts. */
import { type Answer, encodeRecipe } from '../base/recipe.ts';
import { hostNames } from '../base/topology.ts';
import type { Names } from './names.ts';

const answer: Answer = {
  page: false,
  cors: { mode: 'reflect', credentials: true },
  headers: [['Clear-Site-Data', '"cookies"']],
};

/** @returns the hosts that could not be asked; over plain http no browser forgets so. */
export async function forgetCookies({ topology, toLocal, page }: Names): Promise<string[]> {
  const own = new URL(page).hostname;
  const hosts = [...new Set([...hostNames(topology), new URL(toLocal(page)).hostname])];
  if (page.startsWith('http:')) return [own];
  const failed = await Promise.all(
    hosts.map(async (host) => {
      const url = `${toLocal(`https://${host}`)}/?${encodeRecipe({ answer })}`;
      return fetch(url, { credentials: 'include', cache: 'no-store' }).then(
        () => [],
        () => [host],
      );
    }),
  );
  return failed.flat();
}
