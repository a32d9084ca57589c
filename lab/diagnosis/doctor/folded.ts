/** Findings in the order in which they are told: one a cause, the root first. */

import type { Finding } from './diagnose.ts';
import { isForeign } from './expected.ts';
import { urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** One finding a cause; what follows from another is told under it. */
export function folded(found: readonly Finding[], traffic: Traffic): Finding[] {
  const order = new Map(traffic.scenes.map(({ exchange }, place) => [exchange.id, place]));
  const byCause = new Map<string, Finding>();
  for (const finding of found) {
    // The same check may fail for one request about its cookie and about its reading.
    const key =
      finding.code.startsWith('cors:') || finding.code.startsWith('page:')
        ? JSON.stringify([finding.code, hostOf(finding, traffic)])
        : JSON.stringify([finding.code, finding.cookie]);
    const same = byCause.get(key);
    if (!same) byCause.set(key, finding);
    else byCause.set(key, joined(same, finding));
  }
  const scenes = new Map(traffic.scenes.map((scene) => [scene.exchange.id, scene]));
  const isOthers = ({ exchange, cookie }: Finding) => {
    const scene = scenes.get(exchange);
    return scene !== undefined && isForeign(scene, cookie, traffic);
  };
  const weight = (finding: Finding) =>
    (finding.code === 'server:refused' ? 4 : 0) +
    (isOthers(finding) ? 2 : 0) +
    (finding.certainty === 'possible' ? 1 : 0);
  return underRefusals([...byCause.values()], traffic).sort(
    (a, b) =>
      weight(a) - weight(b) ||
      (order.get(a.exchange) ?? 0) - (order.get(b.exchange) ?? 0) ||
      a.link - b.link,
  );
}

/**
 * Without the refusals that another finding explains, and with what follows from the others under
 * them: a server that refuses a cookie may delete it in the same response, and then it is gone.
 */
function underRefusals(found: readonly Finding[], { attempts }: Traffic): Finding[] {
  const isOverruled = ({ code, exchange }: Finding) =>
    code === 'server:refused' &&
    found.some((other) => other.symptom === 'missing' && other.exchange === exchange);
  const told = found.filter((one) => !isOverruled(one));
  const isDeletedBy = ({ code, exchange, cookie }: Finding, one: Finding) =>
    code === 'server:refused' &&
    one.code === 'cookie-jar:cleared' &&
    one.cookie === cookie &&
    attempts.some(
      ({ deletes, name, scene }) => deletes && name === cookie && scene.exchange.id === exchange,
    );
  return told.flatMap((one) =>
    told.some((other) => isDeletedBy(other, one))
      ? []
      : [told.filter((other) => isDeletedBy(one, other)).reduce(joined, one)],
  );
}

const hostOf = ({ exchange }: Finding, { scenes }: Traffic): string | undefined => {
  const scene = scenes.find((one) => one.exchange.id === exchange);
  return scene && urlOfScene(scene)?.host;
};

/** The first, with what the other names besides: its cookie, and its exchanges. */
function joined(first: Finding, other: Finding): Finding {
  const more = [other.exchange, ...other.consequences].filter((id) => id !== first.exchange);
  return {
    ...first,
    cookie: first.cookie ?? other.cookie,
    consequences: [...new Set([...first.consequences, ...more])],
  };
}
