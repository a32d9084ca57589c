/**
 * Two recordings of the same thing, one of which works: the first difference that matters. The model
 * decides which do: it is given what the other recording has until nothing fails any more.
 */
import type { Import } from '../../../import/index.ts';
import type { ExchangeId } from '../../../scenario/plan/planned.ts';
import { type Scene, sentNames } from '../../scenes.ts';
import type { Diagnosis, Finding } from '../diagnose.ts';
import { agentsOf } from '../hypotheses.ts';
import { isIncidental, isSessionName } from '../names.ts';
import { type Outdated, sentToSome } from '../outdated.ts';
import { trafficOf } from '../traffic.ts';
import { candidatesOf } from './candidates.ts';
import { deciding, type Failure } from './decide.ts';
import type { Difference, Of } from './difference.ts';
import { pairsOf } from './pairs.ts';
import { type Outcome, outcomeIn, symptomOf } from './symptom.ts';

export interface Compared {
  readonly imported: Import;
  readonly diagnosis: Diagnosis;
}

export interface Comparison {
  /** Which of the two is the bad one, 0 or 1; where both fail or none, the second counts as it. */
  readonly bad: 0 | 1;
  readonly verdict: Verdict;
  /** What became of the same exchange in each; null where nothing became different. */
  readonly symptom: Symptom | null;
  /** The first that matters first; all that are needed, where several are. */
  readonly differences: readonly Difference[];
  /** Did the model tell which matter? Otherwise any of them may, in the order of the traffic. */
  readonly isDecided: boolean;
  /** That a server sends SameSite=None to some browsers only; null where it does not. */
  readonly outdated: Outdated | null;
}

/** Differences that are listed at most, where none is known to decide. */
const most = 100;

/** `unseen`: one fails, and the other's exporter leaves out what would tell. */
export type Verdict = 'one fails' | 'both fail' | 'neither fails' | 'unseen';

export interface Symptom {
  readonly cookie: string | null;
  readonly exchange: Of<ExchangeId>;
  readonly good: Outcome | null;
  readonly bad: Outcome;
}

/** `cookie` names the one that is asked about, as it does in a diagnosis. */
export function compareTraffic(first: Compared, second: Compared, cookie?: string): Comparison {
  const own = [unlike(first, second), unlike(second, first)] as const;
  const { bad, verdict } = whichFails(first, second, own);
  const [good, failing] = bad === 1 ? [first, second] : [second, first];
  const finding = own[bad][0] ?? (verdict === 'both fail' ? failing.diagnosis.findings[0] : null);
  return compared(good, failing, finding ?? null, { bad, verdict }, cookie);
}

/** The findings that the other has not. */
const unlike = ({ diagnosis }: Compared, other: Compared): readonly Finding[] => {
  const known = new Set(other.diagnosis.findings.map(keyOf));
  return diagnosis.findings.filter((finding) => !known.has(keyOf(finding)));
};

const keyOf = ({ code, cookie }: Finding) => `${code} ${cookie}`;

function whichFails(
  first: Compared,
  second: Compared,
  own: readonly [readonly Finding[], readonly Finding[]],
): Pick<Comparison, 'bad' | 'verdict'> {
  const failing = own.map(({ length }) => length > 0);
  if (failing[0] !== failing[1]) return { bad: failing[0] ? 0 : 1, verdict: 'one fails' };
  const fail = [first, second].every(({ diagnosis }) => diagnosis.findings.length > 0);
  if (fail) return { bad: 1, verdict: 'both fail' };
  // Without a finding: what was refused or kept back in one of them.
  const [a, b] = [trafficOf(first.imported.recording), trafficOf(second.imported.recording)];
  const symptom = symptomOf(pairsOf(a, b).both);
  const verdict = symptom?.isRefused ? 'one fails' : 'neither fails';
  return { bad: symptom?.isWorse === 'good' ? 0 : 1, verdict };
}

function compared(
  good: Compared,
  bad: Compared,
  finding: Finding | null,
  outcome: Pick<Comparison, 'bad' | 'verdict'>,
  asked?: string,
): Comparison {
  const [theirs, mine] = [good, bad].map(({ imported }) => trafficOf(imported.recording)) as [
    ReturnType<typeof trafficOf>,
    ReturnType<typeof trafficOf>,
  ];
  const pairs = pairsOf(theirs, mine);
  const found = finding ? null : symptomOf(pairs.both);
  const scene = finding
    ? mine.scenes.find(({ exchange }) => exchange.id === finding.exchange)
    : found?.pair.bad;
  const other = pairs.both.find((one) => one.bad === scene)?.good ?? null;
  const cookie = asked ?? finding?.cookie ?? found?.cookie ?? missedIn(scene, other);
  const symptom = scene ? symptomIn(scene, other, cookie) : undefined;
  const candidates = candidatesOf({
    ...{ good: theirs, bad: mine, pairs, scene: scene ?? null, other, cookie },
    ...{ imports: { good: good.imported, bad: bad.imported } },
  });
  const failure = scene && failureOf(scene, finding, cookie, symptom ?? null);
  const decided = failure
    ? deciding(
        candidates,
        failure,
        finding?.recording ?? mine.recording,
        finding?.agent ?? (agentsOf(bad.imported)[0] as Finding['agent']),
      )
    : [];
  const isSame = symptom !== undefined && isAlike(symptom);
  const isUnseen =
    finding?.symptom === 'unread' && other === null && !good.imported.source.hasUnread;
  const verdict =
    outcome.verdict !== 'one fails'
      ? outcome.verdict
      : isSame
        ? 'both fail'
        : isUnseen
          ? 'unseen'
          : 'one fails';
  // Where nothing became different, that the browsers do is no news.
  const all = verdict === 'one fails' ? candidates : candidates.filter(({ agents }) => !agents);
  const [here, there] = [bad, good].map(({ imported }) => imported.source.browser);
  return {
    bad: outcome.bad,
    verdict,
    symptom: symptom && !isSame ? symptom : null,
    differences: (decided.length > 0 ? decided : all.slice(0, most)).map(
      ({ give: _, agents: __, ...difference }) => difference,
    ),
    isDecided: decided.length > 0,
    outdated: sentToSome(candidates, there ?? null, here ?? null),
  };
}

/** The cookie that came the one time and not the other, as far as one can see, where no finding names one. */
const missedIn = (bad: Scene | undefined, good: Scene | null): string | null => {
  const sent = bad && good ? (sentNames(bad) ?? []) : null;
  const names = (good && sentNames(good)) ?? [];
  const missed = sent ? names.filter((name) => !sent.includes(name) && !isIncidental(name)) : [];
  return missed.find(isSessionName) ?? missed[0] ?? null;
};

const symptomIn = (bad: Scene, good: Scene | null, cookie: string | null): Symptom => ({
  cookie,
  exchange: { good: good?.exchange.id ?? null, bad: bad.exchange.id },
  good: good && outcomeIn(good, cookie),
  bad: outcomeIn(bad, cookie),
});

/** Did the same become of both, as far as both files tell? */
const isAlike = ({ good, bad }: Symptom) => good !== null && told.every((what) => what(good, bad));

const told = (['sent', 'status', 'readable'] as const).map(
  (field) => (good: Outcome, bad: Outcome) =>
    good[field] === null || bad[field] === null || good[field] === bad[field],
);

function failureOf(
  { exchange }: Scene,
  finding: Finding | null,
  cookie: string | null,
  symptom: Symptom | null,
): Failure | null {
  const about = { exchange: exchange.id, cookie: cookie ?? '' };
  if (finding?.symptom === 'unread') return { ...about, asks: 'read' };
  if (finding?.symptom === 'unkept') return { ...about, asks: 'kept' };
  if (finding?.symptom === 'refused' || finding?.symptom === 'twice') return null;
  if (cookie !== null && symptom?.bad.sent === false) return { ...about, asks: 'sent' };
  return symptom?.bad.readable === false ? { ...about, asks: 'read' } : null;
}
