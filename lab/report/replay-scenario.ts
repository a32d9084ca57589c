/** What of a replay is kept as a scenario: the fix that holds, or the failure. */
import type { Proof, Reproduction } from '../diagnosis/reproduce/index.ts';
import { withPlainUrls } from '../import/index.ts';
import type { Plan } from '../scenario/plan/planned.ts';
import type { Expectation } from '../scenario/scenario.ts';
import type { Replayed } from './replay.ts';
import type { ScenarioFile } from './scenario-file.ts';

/** With the fix where it is proven somewhere, else as recorded; expected is what was shown. */
export function savedScenario({ reproduction, performed, withFix }: Replayed): ScenarioFile {
  const { before, fix, as, cookie } = reproduction;
  const proofs = performed.flatMap(({ proof }) => proof ?? []);
  const proven = proofs.find((proof) => proof.proven === true);
  const isFixed = withFix && fix.after !== null && proven?.after != null;
  const shown = isFixed ? proven?.after : proofs[0]?.before;
  const label = isFixed && fix.after ? fix.as : as;
  const about = isFixed
    ? [...changed(fix.write), 'Without that it fails as it was recorded.']
    : ['As it was recorded.'];
  const plan = isFixed && fix.after ? fix.after : before;
  return {
    title: titleOf(reproduction, requestOf(plan, label), isFixed),
    about,
    plan,
    expect: shown ? { [label]: expectationOf(shown, reproduction, cookie) } : {},
    accepted: isFixed && reproduction.symptom !== 'unread' ? label : null,
  };
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

function expectationOf(
  shown: State,
  { symptom }: Reproduction,
  cookie: string | null,
): Expectation {
  if (symptom === 'unkept' && shown.stored) return { stored: shown.stored };
  if (symptom === 'unread') return { readable: shown.readable === true };
  if (!shown.left || !shown.sent) return { arrived: shown.left };
  if (cookie === null) return { sent: [...shown.sent] };
  return { about: cookie, sent: shown.sent.filter((name) => name === cookie) };
}
