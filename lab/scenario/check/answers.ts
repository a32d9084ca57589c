/** Checks the URLs that steps ask, and the answers that they order. */
import { decodeRecipe, encodeRecipe } from '../../base/recipe.ts';
import {
  examplePath,
  hosts,
  loopbackHosts,
  loopbackPorts,
  platformHosts,
} from '../../base/topology.ts';
import type { AnswerSpec } from '../steps/index.ts';
import type { Complaint } from './complaint.ts';
import type { Labels } from './labels.ts';

export function* checkUrl(url: string, at: string): Generator<Complaint, void> {
  const names: readonly string[] = [...hosts, ...platformHosts];
  const fix = `Use a lab host: ${names.join(', ')}; or http on localhost:${loopbackPorts.join(', :')}.`;
  if (!URL.canParse(url)) return yield { at, problem: `"${url}" is no absolute URL`, fix };
  const { protocol, hostname, host } = new URL(url);
  const loopback = loopbackHosts.flatMap((name) => loopbackPorts.map((port) => `${name}:${port}`));
  const known = names.includes(hostname)
    ? ['http:', 'https:'].includes(protocol) && host === hostname
    : loopback.includes(host) && protocol === 'http:';
  if (!known) yield { at, problem: `"${url}" is not in the lab`, fix };
}

/** A request's URL, and its answer, which an example gives by itself. */
export function* checkRequest(
  { url, answer }: { readonly url: string; readonly answer?: AnswerSpec },
  at: string,
  labels: Labels,
): Generator<Complaint, void> {
  yield* checkUrl(url, at);
  if (answer && examplePath.test(new URL(url).pathname)) {
    const fix = 'Leave out its answer, or ask another path than /examples/.';
    yield { at, problem: 'is answered by an example, in its own way', fix };
  }
  yield* checkAnswer(answer, at, labels);
}

function* checkAnswer(
  answer: AnswerSpec | undefined,
  at: string,
  labels: Labels,
): Generator<Complaint, void> {
  if (!answer) return;
  if (answer.headers !== undefined && !Array.isArray(answer.headers)) {
    yield { at, problem: '"headers" is no list of pairs', fix: "Write [['Name', 'value']]." };
  }
  const problem = refusalOf(answer);
  if (problem) yield { at, problem, fix: 'Give an answer that HTTP can carry.' };
  const { preflight, redirect } = answer;
  if (preflight?.location !== undefined) yield* checkUrl(preflight.location, `${at}, preflight`);
  if (!redirect) return;
  yield* labels.add(redirect.as, 'redirect', at);
  yield* checkRequest({ ...redirect, url: redirect.to }, `${at}, redirect`, labels);
}

/** Why the services would refuse an answer: asked of the recipe that they would be sent. */
function refusalOf({ redirect, setCookie, preflight, ...plain }: AnswerSpec): string | null {
  const lists = (lines: string | readonly string[] | undefined) =>
    lines === undefined ? {} : { setCookie: [lines].flat() };
  try {
    const query = encodeRecipe({
      answer: {
        ...plain,
        ...lists(setCookie),
        ...(redirect?.status !== undefined && { status: redirect.status }),
        ...(preflight && { preflight: { ...preflight, ...lists(preflight.setCookie) } as never }),
      },
    });
    decodeRecipe(new URLSearchParams(query));
    return null;
  } catch (error) {
    return `cannot be answered so: ${(error as Error).message}`;
  }
}
