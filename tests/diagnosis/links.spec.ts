/**
 * The twelve links (K), each broken alone: the chain names it, the links before it hold and those
 * after it are not reached; what the chain says to write, put in as it stands, fixes it; and what
 * merely looks odd at a link is not blamed.
 */
import { expect, test } from '@playwright/test';
import { causes, type Link } from '../../lab/base/causes.ts';
import { asking, type Chain } from '../../lab/diagnosis/index.ts';
import { agents } from '../../lab/model/index.ts';
import type { Step } from '../../lab/scenario/steps/index.ts';
import { type Witnessed, witnessed } from '../../lab/scenario/witnessed.ts';
import { changedLast, lastOf, observe } from './ask.ts';
import { type Broken, links } from './links.ts';

const told = ['told', 'untold'] as const;

/** What was observed of steps, the last as it was seen; and the chain of the last. */
function asked(
  steps: readonly Step[],
  { agent, seen }: Partial<Broken>,
  reasons: (typeof told)[number] = 'told',
): { last: Witnessed; chain: Chain } {
  const observed = observe({ steps, topology: 'test', ...(agent && { agent }) }, reasons);
  const recording = changedLast(observed, seen ?? {});
  const as = lastOf(recording);
  const last = witnessed(recording).get(as) as Witnessed;
  return { last, chain: asking(recording, agents[agent ?? 'standard'])(as) };
}

const states = ({ links }: Chain) => links.map(({ state }) => state);
const allHold = Array(12).fill('passed');

for (const [place, one] of Object.entries(links)) {
  const broke = Number(place) as Link;
  const { cause, broken, fixed, agent, odd } = one;

  test(`Link ${broke} broken alone is named, as ${cause}`, () => {
    expect(causes[cause]).toBe(broke);
    for (const reasons of told) {
      const { chain } = asked(broken, one, reasons);
      expect({ reasons, code: chain.code, broke: chain.broke }).toEqual({
        reasons,
        code: cause,
        broke,
      });
      expect(states(chain)).toEqual([
        ...Array(broke - 1).fill('passed'),
        'broken',
        ...Array(12 - broke).fill('not reached'),
      ]);
    }
  });

  test(`What is to be written where link ${broke} broke fixes it`, () => {
    const before = asked(broken, one);
    const write = before.chain.links[broke - 1]?.write ?? [];
    const after = asked(fixed(write), agent ? { agent } : {});
    expect({ states: states(after.chain), write }).toEqual({ states: allHold, write });
    const { arrived, readable, sent } = after.last;
    const { cookie } = before.chain;
    expect({ arrived, unread: readable === false }).toEqual({ arrived: true, unread: false });
    if (cookie !== undefined) expect(sent?.map(({ name }) => name)).toContain(cookie);
    else expect(readable).toBe(true);
  });

  for (const [title, steps] of Object.entries(odd)) {
    test(`${title}: link ${broke} is not blamed`, () => {
      for (const reasons of told) {
        const { chain } = asked(steps, {}, reasons);
        expect({ reasons, code: chain.code, states: states(chain) }).toEqual({
          reasons,
          code: null,
          states: allHold,
        });
      }
    });
  }
}
