/** What the doctor found in several browsers on one site: each by itself, then where they differ. */

import { out } from '../system/colours.ts';
import { brokenIn, doctorJson, doctorText, type Shown } from './doctor.ts';
import { wrap } from './terminal/layout.ts';

/** By the ids of their columns: `chromium`. */
export type ShownIn = ReadonlyMap<string, Shown>;

/** The interface for programs: that of one browser for each. See docs/doctor.md. */
export const browsersJson = (shown: ShownIn): object => ({
  schema: 1,
  browsers: Object.fromEntries([...shown].map(([id, one]) => [id, doctorJson(one)])),
});

export function browsersText(shown: ShownIn): string {
  const sections = [...shown].map(([id, one]) => `${out.bold(id)}\n${doctorText(one)}`);
  return [...sections, differences(shown)].join('\n\n');
}

/** A line for each thing that is wrong: in which browsers. */
function differences(shown: ShownIn): string {
  const where = new Map<string, string[]>();
  for (const [id, one] of shown) {
    for (const broken of new Set(brokenIn(one))) {
      where.set(broken, [...(where.get(broken) ?? []), id]);
    }
  }
  const lines = [...where].map(([broken, ids]) => {
    const fine = [...shown.keys()].filter((id) => !ids.includes(id));
    const seen = fine.length === 0 ? 'in all' : `in ${ids.join(', ')}; not in ${fine.join(', ')}`;
    return wrap(`${seen}: ${broken}`, 2);
  });
  return lines.length === 0 ? 'Nothing wrong was found in any of them.' : lines.join('\n');
}
