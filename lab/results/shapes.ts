/** The shapes of the files that the lab reads back: as far as those go who read them. */
import type { Shape } from '../base/shape.ts';
import { topologyIds } from '../base/topology.ts';

const texts: Shape = { list: 'string' };
const objectOf = (fields: Readonly<Record<string, Shape>>): Shape => ({ fields });
const recordOf = (value: Shape): Shape => ({ fields: { '*': value } });

const cell = objectOf({
  verdict: ['as-claimed', 'known-deviation', 'surprise', 'not-run'],
  exchanges: { list: objectOf({ as: 'string', arrived: 'boolean', sent: texts }) },
});

/** Of `Results`. */
export const resultsShape = objectOf({
  schema: [1],
  date: 'string',
  topology: topologyIds,
  columns: {
    list: objectOf({
      id: 'string',
      engine: ['chromium', 'firefox', 'webkit', 'model', 'safari'],
      version: 'string',
      build: 'string',
      label: 'string',
      switches: texts,
    }),
  },
  missing: { list: objectOf({ id: 'string', because: 'string' }) },
  rows: {
    list: objectOf({
      scenario: 'string',
      title: 'string',
      part: 'string',
      topic: 'string',
      claims: texts,
      expect: recordOf(objectOf({})),
      cells: recordOf(cell),
    }),
  },
});

/** Of `Baseline`. */
export const baselineShape = objectOf({
  schema: [1],
  column: 'string',
  version: 'string',
  topologies: objectOf(
    Object.fromEntries(topologyIds.map((topology) => [`${topology}?`, recordOf('string')])),
  ),
});
