/** For tests: rows, and what was seen of them, to be judged. */
import { parseCookieHeader } from '../../lab/base/arrival.ts';
import type { Observer } from '../../lab/results/verdict.ts';
import type { Row } from '../../lab/scenario/rows.ts';
import type { Witnessed } from '../../lab/scenario/witnessed.ts';
import { witness } from '../scenario/observed.ts';

export const firefox: Observer = { column: 'firefox', policy: 'partitioned', topology: 'test' };

export const sent = (cookies: string) => witness({ sent: parseCookieHeader(cookies) });
export const rowOf = (expect: Row['expect'], more: Partial<Row> = {}): Row => ({
  id: 't/n',
  of: { scenario: 't/n' },
  title: '',
  part: '',
  topic: 't',
  claims: [],
  expect,
  under: {},
  deviations: [],
  ...more,
});
export const seen = (all: Record<string, Witnessed>) => new Map(Object.entries(all));
