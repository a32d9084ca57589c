/** What of a replay is kept as a scenario: the fix that holds, or the failure. */
import { redactor } from '../diagnosis/doctor/index.ts';
import type { Proof, Reproduction } from '../diagnosis/reproduce/index.ts';
import { withPlainUrls } from '../import/index.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { Deviation, Expectation } from '../scenario/scenario.ts';
import type { Replayed } from './replay.ts';
import type { ScenarioFile } from './scenario-file.ts';

/**
 * With the fix where it is proven somewhere, else as recorded. Expected is what was shown there;
 * browsers in which it ends otherwise are deviations.
 */
export function savedScenario(replayed: Replayed): ScenarioFile {
  const { reproduction, performed, withFix } = replayed;
  const { before, fix, as } = reproduction;
  const proofs = performed.flatMap(({ proof }) => proof ?? []);
  const proven = proofs.find((proof) => proof.proven === true);
  const isFixed = withFix && fix.after !== null && proven?.after != null;
  const label = isFixed && fix.after ? fix.as : as;
  const stateOf = ({ before, after }: Proof) => (isFixed && after ? after : before);
  const typical = (isFixed ? proven : proofs.find((proof) => proof.before.reproduced)) ?? proofs[0];
  const expected = typical && expectationOf(stateOf(typical), reproduction);
  const about = isFixed
    ? [...changed(fix.write), 'Without that it fails as it was recorded.']
    : ['As it was recorded.'];
  const plan = isFixed && fix.after ? fix.after : before;
  return {
    title: titleOf(reproduction, requestOf(plan, label), isFixed),
    about,
    plan,
    expect: expected ? { [label]: expected } : {},
    deviations: expected ? deviationsFrom(expected, label, stateOf, replayed) : [],
    accepted: isFixed && reproduction.symptom !== 'unread' ? label : null,
  };
}

/** The browsers in which it ends otherwise, together where they do so in the same way. */
function deviationsFrom(
  expected: Expectation,
  label: string,
  stateOf: (proof: Proof) => State,
  { imported, reproduction, performed }: Replayed,
): Deviation[] {
  const hide = redactor(imported.recording);
  const where = new Map<string, string[]>();
  const deviations = new Map<string, Omit<Deviation, 'where'>>();
  for (const { column, proof } of performed) {
    if (!proof) continue;
    const instead = insteadOf(expected, expectationOf(stateOf(proof), reproduction));
    if (!instead) continue;
    const because = withPlainUrls(hide(whyOtherwise(stateOf(proof))));
    const key = JSON.stringify([instead, because]);
    where.set(key, [...(where.get(key) ?? []), column.id]);
    deviations.set(key, { expect: { [label]: instead }, because, see: 'measured only' });
  }
  return [...deviations].map(([key, deviation]) => ({ where: where.get(key) ?? [], ...deviation }));
}

const whyOtherwise = (state: State): string =>
  'differs' in state
    ? `It does not end here as recorded: ${state.differs.join('; ')}.`
    : (state.why ?? 'The fix does not suffice here; no rule of the lab explains it.');

/** The fields that replace those expected; null where nothing differs. */
function insteadOf(expected: Expectation, shown: Expectation): Expectation | null {
  if (JSON.stringify(expected) === JSON.stringify(shown)) return null;
  return expected.arrived === false ? { arrived: true, ...shown } : shown;
}

const changed = (write: readonly string[]) =>
  write.length > 0
    ? ['Made of recorded traffic, with what the doctor says to write:', ...write.map(valueless)]
    : ['Made of recorded traffic, with the requests in the order that the doctor asks for.'];

const valueless = (line: string) =>
  `  ${withPlainUrls(line.replace(/^(Set-Cookie: [^=;]*)=[^;]*/, (_, name) => `${name}=1`))}`;

/** `POST https://api.shop.example/cart` */
function requestOf({ exchanges }: Plan, label: string): string {
  const exchange = exchanges.find(({ as }) => as === label);
  return exchange
    ? `${exchange.method} ${withPlainUrls(exchange.url.replace(/[?#].*/s, ''))}`
    : label;
}

function titleOf({ symptom, cookie }: Reproduction, as: string, isFixed: boolean): string {
  const name = cookie ?? 'a cookie';
  switch (symptom) {
    case 'unread':
      return `The page ${isFixed ? 'can' : 'cannot'} read the response to ${as}`;
    case 'unkept':
      return `${name} ${isFixed ? 'is kept' : 'is not kept'} after ${as}`;
    case 'twice':
      return `${name} is sent ${isFixed ? 'once' : 'twice'} with ${as}`;
    case 'refused':
      return `${name} arrives with ${as}`;
    default:
      if (symptom === null) return `Cookies go with ${as} as recorded`;
      return `${name} ${isFixed ? 'arrives' : 'is not sent'} with ${as}`;
  }
}

type State = NonNullable<Proof['after']> | Proof['before'];

function expectationOf(shown: State, { symptom, cookie }: Reproduction): Expectation {
  if (symptom === 'unkept' && shown.stored) return { stored: [...shown.stored].sort() };
  if (symptom === 'unread') return { readable: shown.readable === true };
  if (!shown.left || !shown.sent) return { arrived: shown.left };
  if (cookie === null) return { sent: [...shown.sent].sort() };
  return { about: cookie, sent: shown.sent.filter((name) => name === cookie) };
}
