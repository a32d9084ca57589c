/**
 * The fix closure: what a chain says to write, put into the plan as it stands, brings the cookie or
 * lets the response be read in the browser that failed, in one round, and makes nothing worse in any
 * other. `LAB_CLOSURE=1000` tries so many generated plans in every agent, and the whole catalogue.
 */
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { attributeIn, cookieNameOf, readSetCookie } from '../../lab/base/set-cookie.ts';
import { type AgentId, agents } from '../../lab/model/index.ts';
import { loadScenarios, quick } from '../../lab/run/load-scenarios.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import type { Plan } from '../../lab/scenario/plan/planned.ts';
import type { Scenario } from '../../lab/scenario/rows.ts';
import { type Question, type Round, rounds, type Worse } from './closure.ts';
import { plans, questionsOf } from './closure-plans.ts';

const asked = Number(process.env.LAB_CLOSURE ?? 0);
const few: readonly AgentId[] = ['standard', 'chromium:blocked', 'firefox', 'webkit'];
const ids = asked > 0 ? (Object.keys(agents) as AgentId[]) : few;
const start = asked > 0 ? Number(process.env.LAB_SEED ?? Date.now()) : 20_261_127;

/** Where the row claims that the browser is right to refuse, or the answer is not the plan's to change. */
const leftOut: Readonly<Record<string, string>> = {
  security: 'attacks',
  'beyond/cached-for-other-credentials': 'asks without credentials on purpose',
  'beyond/control-characters': 'the browser is right to refuse them',
  'beyond/nameless-cookies': 'the browser is right to refuse them',
  'beyond/prefix-of-a-nameless-cookie': 'the browser is right to refuse them',
  'beyond/odd-values': 'the browser is right to refuse them',
  'beyond/size-limits': 'the browser is right to refuse them',
  'beyond/cookie-stored-though-cors-denied': 'a preflight sets no cookie',
  designs: 'the example services answer, not a recipe',
};

/** Causes against which what is written cannot be put into a plan. */
const notInPlans: Readonly<Partial<Record<Round['code'], string>>> = {
  'server:trust-proxy': 'a header between a proxy and the application',
  'cache:page-kept': 'a listener in the page',
};

const isKnown = ({ code, agent, write, cookie }: Round, steps: string): boolean =>
  notInPlans[code] !== undefined ||
  // A preflight would have to be allowed headers that nobody has seen: no request left.
  (code === 'request:mixed-content' && steps.includes('x-lab')) ||
  // One name for both is what is asked for; WebKit then still refuses Secure over this machine's plain http.
  (/localhost-vs-127/.test(code) && agent.startsWith('webkit') && steps.includes('Secure')) ||
  // A script sets one cookie a line.
  (agent === 'safari:12' && code === 'samesite:none-as-strict' && steps.includes('writeCookie')) ||
  (write.length > 0 && cookie === undefined && code === 'server:refused');

/** What a fix takes from somebody, because that is what it is for. */
function isMeant({ code, write }: Round, { agent, cookie }: Worse): boolean {
  const writes = (text: string) =>
    write.some((line) => line.startsWith('Set-Cookie: ') && line.includes(text));
  // Safari 12 treats None as Strict.
  if (agent === 'safari:12' && writes('SameSite=None')) return true;
  // A jar for each top-level site is what Partitioned is.
  if (writes('Partitioned') && cookie !== null) return true;
  // A page over https cannot load plain http: the fix says so of one host, and others are left.
  if (cookie === null && write.some((line) => /^https:/.test(line))) return true;
  if (!/^(webkit|safari)/.test(agent)) return false;
  // WebKit keeps what no other browser keeps: by prefix, None without Secure, an old suffix list.
  const lenient = ['set-cookie:prefix', 'set-cookie:none-without-secure'];
  if (lenient.includes(code) || code === 'set-cookie:domain-public-suffix') return true;
  // It refuses Secure cookies of this machine's plain http.
  return writes('Secure');
}

interface Tally {
  works: number;
  nothing: number;
  fails: number;
  worse: number;
}

function judged(
  some: Plan,
  questions: readonly Question[],
  tally: Tally,
  where: string,
): readonly string[] {
  const text = JSON.stringify(some.steps);
  return rounds(some, questions, ids).flatMap((round) => {
    const worse = round.worse.filter((one) => !isMeant(round, one));
    const isOpen = round.outcome === 'fails' && !isKnown(round, text);
    tally[round.outcome] += 1;
    tally.worse += round.worse.length > 0 ? 1 : 0;
    const told = `${where} “${round.as}” in ${round.agent}: ${round.code} ${round.write.join(' | ')}`;
    return [
      ...(isOpen ? [`fails: ${told}`] : []),
      ...worse.slice(0, 1).map((one) => `worse: ${told} → ${JSON.stringify(one)}`),
      ...misdeeds(some, round).map((deed) => `${deed}: ${told}`),
      ...(round.outcome === 'nothing' && !namesDesign(round) ? [`no design: ${round.fix}`] : []),
    ];
  });
}

/** Where nothing is written, the fix says what else would help: another design, or whom to ask. */
const namesDesign = ({ fix }: Round) => fix.split(' ').length > 4;

/** What no fix may do. */
function misdeeds({ exchanges }: Plan, { write }: Round): string[] {
  const pages = exchanges.flatMap(({ initiator }) => initiator ?? []);
  const sites = pages.flatMap((page) => [page, page.replace(/^http:/, 'https:')]);
  const before = exchanges.flatMap(({ answer, line }) => [
    ...(answer.setCookie ?? []),
    ...(answer.preflight?.setCookie ?? []),
    ...(line === undefined ? [] : [line]),
  ]);
  return write.flatMap((text) => {
    const origin = /^Access-Control-Allow-Origin: (.*)$/.exec(text)?.[1];
    if (origin !== undefined) return sites.includes(origin) && origin !== 'null' ? [] : ['allows'];
    const line = /^Set-Cookie: (.*)$/.exec(text)?.[1];
    if (line === undefined || /Max-Age=0$/.test(line)) return [];
    const bare = (one: string) =>
      cookieNameOf(one).replace(/^__(host-http|host|secure|http)-|-legacy$/gi, '');
    const own = before.filter((one) => bare(one) === bare(line));
    const drops = (name: string) =>
      own.length > 0 &&
      own.every((one) => attributeIn(readSetCookie(one), name) !== null) &&
      attributeIn(readSetCookie(line), name) === null;
    const prefixed = own.length > 0 && own.every((one) => cookieNameOf(one).startsWith('__'));
    return [
      ...(drops('Secure') ? ['drops Secure'] : []),
      ...(drops('HttpOnly') ? ['drops HttpOnly'] : []),
      ...(prefixed && !cookieNameOf(line).startsWith('__') ? ['drops the prefix'] : []),
    ];
  });
}

const told = (what: string, { works, nothing, fails, worse }: Tally) =>
  `${what}: ${works} fixed in one round, ${nothing} with nothing to write, ${fails} not fixed, ${worse} with a loss elsewhere`;

const questions = ({ rows }: Scenario): Question[] => {
  const all = rows.flatMap(({ expect, reported }) =>
    reported
      ? [{ as: reported.exchange, cookie: reported.cookie }]
      : Object.entries(expect).map(([as, { about }]) => ({ as, cookie: about })),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
};

const catalogue = quick(await loadScenarios()).filter(
  ({ id, topic }) => leftOut[id] === undefined && leftOut[topic] === undefined,
);

test('What is written against each failure of the catalogue suffices, and makes nothing worse', () => {
  test.setTimeout(600_000);
  const tally: Tally = { works: 0, nothing: 0, fails: 0, worse: 0 };
  const some = catalogue.filter(({ topic }) => asked > 0 || topic !== 'beyond');
  const open = some.flatMap((one) => judged(plan(one.spec, 'com'), questions(one), tally, one.id));
  test.info().annotations.push({ type: 'rate', description: told('catalogue', tally) });
  if (asked > 0) console.log(told('catalogue', tally));
  expect(open).toEqual([]);
  expect(tally.works).toBeGreaterThan(tally.nothing);
});

test('What is written against failures that nobody thought of suffices, and makes nothing worse', () => {
  test.setTimeout(600_000);
  const tally: Tally = { works: 0, nothing: 0, fails: 0, worse: 0 };
  const generated = fc.sample(plans, { numRuns: asked || 60, seed: start });
  const open = generated.flatMap((steps) => {
    const planned = plan({ steps }, 'com');
    return judged(planned, questionsOf(planned), tally, JSON.stringify(steps));
  });
  test.info().annotations.push({ type: 'rate', description: told('generated', tally) });
  if (asked > 0) console.log(told('generated', tally), `LAB_SEED=${start}`);
  expect(open).toEqual([]);
  expect(tally.works).toBeGreaterThan(50);
});
