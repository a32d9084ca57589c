import { expect, test } from '@playwright/test';
import type { Column } from '../../lab/browsers/columns.ts';
import type { Browser, Network, Session } from '../../lab/browsers/driver.ts';
import type { Leftover } from '../../lab/browsers/profiles.ts';
import { SessionSupply } from '../../lab/browsers/supply.ts';

interface Wish {
  readonly leaves: Leftover[];
  readonly disturbedBy: Leftover[];
  readonly fresh: boolean;
}

/** A column whose sessions are numbered, and a log of what becomes of them. */
function supply({ clears = true } = {}) {
  const done: string[] = [];
  let count = 0;
  const session = async () => {
    const id = ++count;
    return {
      id,
      clearCookies: async () => {
        if (!clears) throw new Error('cannot');
        done.push(`clear ${id}`);
      },
      close: async () => {
        done.push(`close ${id}`);
      },
    } as unknown as Session;
  };
  let launches = 0;
  const launch = async () => {
    launches++;
    return { session, close: async () => {} } as unknown as Browser;
  };
  const made = new SessionSupply({ driver: { launch } } as unknown as Column, {} as Network);
  /** Borrows a session and tells its number. */
  const borrow = ({ leaves = [], disturbedBy = [], fresh = false }: Partial<Wish> = {}) =>
    made.with(
      { origins: [], leaves: new Set(leaves), disturbedBy: new Set(disturbedBy), fresh },
      async (lent) => Number((lent as unknown as { id: number }).id),
    );
  return { borrow, done, made, launches: () => launches };
}

test('A session serves again once its cookies are cleared', async () => {
  const { borrow, done } = supply();
  expect([await borrow(), await borrow()]).toEqual([1, 1]);
  expect(done).toEqual(['clear 1', 'clear 1']);
});

test('A borrower gets a fresh session if something left in the old one would disturb it, else the old one', async () => {
  const { borrow, done } = supply();
  await borrow({ leaves: ['storage access'] });
  expect(await borrow({ disturbedBy: ['written a'] })).toBe(1);
  expect(await borrow({ disturbedBy: ['storage access'] })).toBe(2);
  expect(done).toContain('close 1');
  expect(await borrow({ disturbedBy: ['storage access'] })).toBe(2);
});

test('A host that was opened as http disturbs in every session of a browser, so that another is started', async () => {
  const { borrow, launches } = supply();
  await borrow({ leaves: ['http a.test'] });
  await borrow({ fresh: true });
  await borrow({ disturbedBy: ['http b.test'] });
  expect(launches()).toBe(1);
  await borrow({ disturbedBy: ['http a.test'] });
  expect(launches()).toBe(2);
  await borrow({ disturbedBy: ['http a.test'] });
  expect(launches()).toBe(2);
});

test('What was left is remembered where the use failed', async () => {
  const { made, borrow, launches } = supply();
  const left = new Set(['http a.test'] as const);
  const failing = made.with(
    { origins: [], leaves: left, disturbedBy: new Set(), fresh: false },
    () => Promise.reject(new Error('use failed')),
  );
  await expect(failing).rejects.toThrow('use failed');
  await borrow({ disturbedBy: ['http a.test'] });
  expect(launches()).toBe(2);
});

test('Who wants a session that nobody had gets one, whatever was left in the old one', async () => {
  const { borrow } = supply();
  expect([await borrow(), await borrow({ fresh: true }), await borrow()]).toEqual([1, 2, 2]);
});

test('A session whose cookies cannot be cleared is closed, and the next is a fresh one', async () => {
  const { borrow, done } = supply({ clears: false });
  expect([await borrow(), await borrow()]).toEqual([1, 2]);
  expect(done).toContain('close 1');
});

test('A browser that ends while cookies are cleared is not followed by another', async () => {
  const { borrow, done, made, launches } = supply({ clears: false });
  await borrow();
  await made.end();
  expect(done).toEqual(['close 1']);
  expect(launches()).toBe(1);
});

test('A session whose use failed is closed', async () => {
  const { made, done, borrow } = supply();
  const failing = made.with(
    { origins: [], leaves: new Set(), disturbedBy: new Set(), fresh: false },
    async () => {
      throw new Error('use failed');
    },
  );
  await expect(failing).rejects.toThrow('use failed');
  expect(done).toEqual(['close 1']);
  expect(await borrow()).toBe(2);
});
