/** For tests: does what a chain writes suffice in one round, and make nothing worse elsewhere? */
import type { Cause } from '../../lab/base/causes.ts';
import { amend } from '../../lab/diagnosis/amend/amend.ts';
import { asking, type Chain } from '../../lab/diagnosis/index.ts';
import { type AgentId, agents, predict } from '../../lab/model/index.ts';
import type { Plan } from '../../lab/scenario/plan/planned.ts';
import type { Recording } from '../../lab/scenario/recording.ts';
import { type Witnessed, witnessed } from '../../lab/scenario/witnessed.ts';

export interface Question {
  readonly as: string;
  readonly cookie?: string | undefined;
}

/** One round: a chain that broke, and what came of writing what it says. */
export interface Round {
  readonly agent: AgentId;
  readonly as: string;
  readonly code: Cause;
  readonly cookie: string | undefined;
  readonly fix: string;
  readonly write: readonly string[];
  /** `nothing` is written where nothing would help. */
  readonly outcome: 'works' | 'fails' | 'nothing';
  /** What the amended plan breaks, in which browser. */
  readonly worse: readonly Worse[];
}

export interface Worse {
  readonly agent: AgentId;
  readonly as: string;
  /** The cookie that no longer arrives; null where a response can no longer be read. */
  readonly cookie: string | null;
}

const start = Date.UTC(2026, 0, 1);

/** Rounds of a plan: of every question in every agent in which the chain broke. */
export function rounds(
  plan: Plan,
  questions: readonly Question[],
  ids: readonly AgentId[],
): Round[] {
  const inAgents = (some: Plan) => {
    const made = new Map<AgentId, Recording>();
    return (id: AgentId) => {
      const recording = made.get(id) ?? predict(some, agents[id], { at: start });
      made.set(id, recording);
      return recording;
    };
  };
  const before = inAgents(plan);
  const amendedPlans = new Map<
    string,
    { readonly after: (id: AgentId) => Recording; readonly worse: readonly Worse[] }
  >();
  return ids.flatMap((id) => {
    const ask = asking(before(id), agents[id]);
    const seen = witnessed(before(id));
    return questions.flatMap(({ as, cookie }): Round[] => {
      const here = seen.get(as);
      const chain = here && ask(as, cookie);
      const { write = [], at, fix = '' } = (chain?.broke && chain.links[chain.broke - 1]) || {};
      if (!chain?.code || !at) return [];
      const round = { agent: id, as, code: chain.code, cookie: chain.cookie, fix, write };
      if (write.length === 0) return [{ ...round, outcome: 'nothing', worse: [] }];
      const key = JSON.stringify([write, at]);
      const made = amendedPlans.get(key);
      const after = made?.after ?? inAgents(amend(plan, { write, at }));
      const worse = made?.worse ?? ids.flatMap((one) => losses(one, before(one), after(one)));
      amendedPlans.set(key, { after, worse });
      const works = isFixed(chain, here as Witnessed, after(id), at.cookie ?? at.request);
      const isGone = ({ as: other, cookie: name }: Worse) =>
        chain.asks === 'unwanted' && other === as && name === bare(chain.cookie ?? '');
      return [
        {
          ...round,
          outcome: works ? 'works' : 'fails',
          worse: worse.filter((one) => !isGone(one)),
        },
      ];
    });
  });
}

/** Of one name, a prefix apart: a fix may have to change it. */
const bare = (name: string) => name.replace(/^__(host-http|host|secure|http)-/i, '');

const sentIn = (one: Witnessed | undefined) => (one?.sent ?? []).map(({ name }) => bare(name));

function isFixed(chain: Chain, before: Witnessed, after: Recording, place: string): boolean {
  const seen = witnessed(after);
  const here = seen.get(chain.as);
  const name = bare(chain.cookie ?? '');
  const count = (one: Witnessed | undefined) => sentIn(one).filter((sent) => sent === name).length;
  const jar = seen.get(place)?.stored?.map(bare) ?? [];
  const stored = jar.includes(name) || jar.includes(`${name}-legacy`);
  switch (chain.asks) {
    case 'reading':
      return here?.readable === true;
    case 'arrival':
      // What the response to the request itself sets goes along with the next one.
      if (place === chain.as) return stored || count(here) > 0;
      return count(here) > 0 || sentIn(here).includes(`${name}-legacy`);
    case 'storing':
      return place === chain.as && !stored
        ? !here?.observation.reasons.some(
            ({ on, cookie }) => on === 'store' && bare(cookie ?? '') === name,
          )
        : stored;
    case 'unwanted':
      return count(here) === 1 || count(here) < count(before);
    case 'token': {
      const token = here?.requestHeader('x-xsrf-token');
      return token !== undefined && 'value' in token && token.value !== null;
    }
    default:
      return false;
  }
}

function losses(agent: AgentId, before: Recording, after: Recording): Worse[] {
  const later = witnessed(after);
  return [...witnessed(before)].flatMap(([as, one]) => {
    const other = later.get(as);
    if (!other) return [];
    const lost = sentIn(one).filter((name) => !sentIn(other).includes(name));
    const unread = one.readable === true && other.readable === false;
    return [...lost, ...(unread ? [null] : [])].map((cookie) => ({ agent, as, cookie }));
  });
}
