/** Findings in the order in which they are told: one a cause, the root first. */

import type { Finding } from './diagnose.ts';
import { isForeign } from './expected.ts';
import { renews, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** One finding a cause; what follows from another is told under it. */
export function folded(found: readonly Finding[], traffic: Traffic): Finding[] {
  const order = new Map(traffic.scenes.map(({ exchange }, place) => [exchange.id, place]));
  const byCause = new Map<string, Finding>();
  for (const finding of found) {
    const key = keyOf(finding, traffic);
    const same = byCause.get(key);
    byCause.set(key, same ? joined(same, finding) : finding);
  }
  const causes = beside([...byCause.values()], traffic);
  const scenes = new Map(traffic.scenes.map((scene) => [scene.exchange.id, scene]));
  const isOthers = ({ exchange, cookie }: Finding) => {
    const scene = scenes.get(exchange);
    return scene !== undefined && isForeign(scene, cookie, traffic);
  };
  const weight = (finding: Finding) =>
    (finding.code === 'server:refused' ? 4 : 0) +
    (isOthers(finding) ? 2 : 0) +
    (finding.certainty === 'possible' ? 1 : 0);
  return underRefusals(causes, traffic).sort(
    (a, b) =>
      weight(a) - weight(b) ||
      (order.get(a.exchange) ?? 0) - (order.get(b.exchange) ?? 0) ||
      a.link - b.link,
  );
}

/** The same check may fail for one request about its cookie and about its reading, or for all cookies of a response. */
function keyOf({ code, cookie, exchange }: Finding, { scenes, attemptsToSet }: Traffic): string {
  if (code.startsWith('cors:') || code.startsWith('page:')) {
    const scene = scenes.find((one) => one.exchange.id === exchange);
    return JSON.stringify([code, scene && urlOfScene(scene)?.host]);
  }
  const isOfSetting =
    cookie !== null && /^(set-cookie|samesite|partitioned|site|request|browser-policy):/.test(code);
  const set = isOfSetting ? attemptsToSet(cookie)[0]?.scene.exchange.id : undefined;
  return JSON.stringify([code, set ?? cookie]);
}

/** Cookies that nobody missed are told with one of their host that was, where the same is wrong with them. */
function beside(found: readonly Finding[], { attemptsToSet }: Traffic): Finding[] {
  const hostOf = ({ cookie }: Finding) =>
    cookie === null ? undefined : attemptsToSet(cookie)[0]?.url.hostname;
  const isWith = (one: Finding, other: Finding) =>
    one.symptom === 'unkept' &&
    other.symptom === 'missing' &&
    one.code === other.code &&
    hostOf(one) === hostOf(other);
  return found.flatMap((one) =>
    found.some((other) => isWith(one, other))
      ? []
      : [found.filter((other) => isWith(other, one)).reduce(joined, one)],
  );
}

/**
 * Without the refusals that another finding explains, and with what follows from the others under
 * them: a server that refuses a cookie may delete it in the same response, and then it is gone.
 */
function underRefusals(found: readonly Finding[], { attempts, scenes }: Traffic): Finding[] {
  const hopsOf = (id: string) =>
    scenes.find(({ exchange }) => exchange.id === id)?.hops.map((hop) => hop.id) ?? [];
  const isOverruled = ({ code, exchange }: Finding) =>
    code === 'server:refused' &&
    found.some(
      (other) =>
        (other.symptom === 'missing' && other.exchange === exchange) ||
        // Where a script follows a redirect to sign in.
        (other.symptom === 'unread' && hopsOf(other.exchange).includes(exchange)),
    );
  // What expires is renewed: where that fails, the old token is missed too.
  const isUnrenewed = ({ code, exchange }: Finding) =>
    code === 'cookie-jar:expired' &&
    found.some((other) => other.exchange !== exchange && isRenewal(other, scenes));
  const told = found.filter((one) => !isOverruled(one) && !isUnrenewed(one));
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

const isRenewal = ({ symptom, exchange }: Finding, scenes: Traffic['scenes']): boolean => {
  const scene = scenes.find((one) => one.exchange.id === exchange);
  return symptom === 'missing' && scene !== undefined && renews(scene.exchange.url);
};

/** The first, with what the other names besides: its cookie and the lines for it, and its exchanges. */
function joined(first: Finding, other: Finding): Finding {
  const more = [other.exchange, ...other.consequences].filter((id) => id !== first.exchange);
  return {
    ...first,
    cookie: first.cookie ?? other.cookie,
    chain:
      first.cookie !== null && first.cookie !== other.cookie
        ? withLinesOf(first, other)
        : first.chain,
    consequences: [...new Set([...first.consequences, ...more])],
  };
}

/** What another cookie of the same response needs is written with it. */
function withLinesOf({ chain, link }: Finding, other: Finding): Finding['chain'] {
  const { write = [] } = other.chain.links[other.link - 1] ?? {};
  return {
    ...chain,
    links: chain.links.map((one) =>
      one.link !== link || other.cookie === null
        ? one
        : {
            ...one,
            evidence: `${one.evidence} The same holds for ${other.cookie}.`,
            write: [...new Set([...(one.write ?? []), ...write])],
          },
    ),
  };
}
