/** The doctor on reports: the cause first and alone, the cookie, the exchange, and a fix that names real values. */
import { expect, test } from '@playwright/test';
import { toldOf } from '../traffic.ts';
import { attributes, leftovers, lines } from './cookies.ts';
import { cors } from './cors.ts';
import { loops } from './loops.ts';
import { products } from './products.ts';
import { refusals } from './refusals.ts';
import { servers } from './servers.ts';
import { jars, signIns } from './sign-ins.ts';
import { signOuts } from './signing-out.ts';
import { silentSignIns } from './silent.ts';
import { tokens } from './tokens.ts';
import { unanswered } from './unanswered.ts';

const reported = [
  ...cors,
  ...jars,
  ...signIns,
  ...signOuts,
  ...lines,
  ...attributes,
  ...leftovers,
  ...refusals,
  ...servers,
  ...loops,
  ...tokens,
  ...silentSignIns,
  ...products,
  ...unanswered,
];

for (const { title, dialects, traffic, cause, at, says = [], never = [] } of reported) {
  test(`${cause ?? 'Nothing wrong'}: ${title}`, async () => {
    const last = traffic.at(-1);
    for (const dialect of dialects) {
      const told = await toldOf(dialect, traffic);
      expect(
        told.map(({ cause }) => cause),
        dialect,
      ).toEqual(cause === null ? [] : [cause]);
      const [first] = told;
      if (!first) continue;
      expect(first.at, dialect).toBe(at ?? `${last?.method} ${last?.url}`);
      for (const pattern of says) expect(first.words, dialect).toMatch(pattern);
      for (const pattern of never) expect(first.write, dialect).not.toMatch(pattern);
      expect(first.words, dialect).not.toMatch(/undefined|unknown\.invalid/);
    }
  });
}
