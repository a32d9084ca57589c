/** Checks the URLs that steps ask, and the answers that they order. */
import { problemOfOrigin } from '../../base/own-hosts.ts';
import { decodeRecipe } from '../../base/read-recipe.ts';
import { type Cors, encodeRecipe } from '../../base/recipe.ts';
import {
  allHostNames,
  examplePath,
  hosts,
  loopbackHosts,
  loopbackPorts,
  platformHosts,
} from '../../base/topology.ts';
import { isList, isObject, isText } from '../forms.ts';
import type { AnswerSpec } from '../steps/index.ts';
import { answerFields, corsFields, preflightFields, redirectFields } from './answer-shapes.ts';
import type { Complaint } from './complaint.ts';
import { checkKeys } from './keys.ts';
import type { Labels } from './labels.ts';

/** The origins of a scenario's own. */
export function* checkHosts(origins: unknown): Generator<Complaint, void> {
  if (origins === undefined) return;
  const at = 'hosts';
  const fix = "Write hosts: ['https://api.shop.example', 'http://localhost:3000'].";
  if (!isList(origins) || origins.length === 0) {
    return yield { at, problem: 'is no list of origins', fix };
  }
  for (const origin of origins) {
    const problem = problemOfOrigin(origin) ?? problemOfName(origin);
    if (problem !== null) yield { at, problem: `"${origin}" ${problem}`, fix };
  }
}

const problemOfName = (origin: string) =>
  allHostNames.includes(new URL(origin).hostname)
    ? 'is of the lab itself, under its own or another topology’s name'
    : null;

export function* checkUrl(
  url: string,
  at: string,
  { hosts: own }: Labels,
): Generator<Complaint, void> {
  if (own) {
    const fix = `Add it to hosts, which has: ${own.join(', ')}.`;
    if (!URL.canParse(url)) return yield { at, problem: `"${url}" is no absolute URL`, fix };
    const { origin } = new URL(url);
    if (!own.includes(origin)) yield { at, problem: `"${origin}" is none of its hosts`, fix };
    return;
  }
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
  yield* checkUrl(url, at, labels);
  if (answer && !labels.hosts && examplePath.test(new URL(url).pathname)) {
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
  if (answer === undefined) return;
  if (!isObject(answer)) {
    return yield { at, problem: 'has an answer that is no object', fix: 'Write answer: { … }.' };
  }
  yield* checkShape(answer, at, labels);
  const problem = refusalOf(answer);
  if (problem) yield { at, problem, fix: 'Give an answer that HTTP can carry.' };
  const { preflight, redirect } = answer;
  if (preflight?.location !== undefined)
    yield* checkUrl(preflight.location, `${at}, preflight`, labels);
  if (!redirect) return;
  if (!isText(redirect.to)) {
    yield {
      at,
      problem: 'has no redirect(url, { … }) as "redirect"',
      fix: 'Write redirect: redirect(api, { … }).',
    };
  }
  yield* checkKeys(redirect, redirectFields, `${at}, redirect`, '', inAnswer);
  yield* labels.add(redirect.as, 'redirect', at);
  yield* checkRequest({ ...redirect, url: redirect.to }, `${at}, redirect`, labels);
}

const inAnswer = { name: 'answer', known: answerFields };

/** What other objects, put in the place of an answer, are to be put into. */
const misplaced: Readonly<Record<string, string>> = {
  mode: 'Write answer: { cors: allow(www) }.',
  to: 'Write answer: { redirect: redirect(api) }.',
};

/** The fields of an answer, and of what is in it. */
function* checkShape(answer: AnswerSpec, at: string, labels: Labels): Generator<Complaint, void> {
  for (const [field, fix] of Object.entries(misplaced)) {
    if (field in answer) yield { at, problem: `"answer" has no field "${field}"`, fix };
  }
  yield* checkKeys(answer, answerFields, at, 'answer');
  yield* checkCors(answer.cors, at, labels);
  yield* checkLines(answer.setCookie, at);
  yield* checkHeaders('headers', answer.headers, at);
  const { preflight } = answer;
  if (preflight === undefined) return;
  if (!isObject(preflight)) {
    return yield {
      at,
      problem: '"preflight" is no object',
      fix: 'Write preflight: { status: 204 }.',
    };
  }
  yield* checkKeys(preflight, preflightFields, at, 'preflight');
  yield* checkCors(preflight.cors, at, labels);
  yield* checkLines(preflight.setCookie, at);
  yield* checkHeaders('lines', preflight.lines, at);
}

function* checkHeaders(field: string, headers: unknown, at: string): Generator<Complaint, void> {
  if (headers === undefined || (Array.isArray(headers) && headers.every(isPair))) return;
  yield { at, problem: `"${field}" is no list of pairs`, fix: "Write [['Name', 'value']]." };
}

const isPair = (header: unknown) =>
  Array.isArray(header) && header.length === 2 && header.every(isText);

function* checkLines(lines: unknown, at: string): Generator<Complaint, void> {
  if (lines === undefined || isText(lines) || isList(lines)) return;
  const fix = "Write setCookie: 'sid=1; Secure', or a list of such lines.";
  yield { at, problem: '"setCookie" is neither a text nor a list of texts', fix };
}

const corsBuilders =
  'allow(www), allowWithoutCredentials(www), reflect, reflectWithoutVary, star()';

/** CORS as the builders make it. */
function* checkCors(cors: unknown, at: string, labels: Labels): Generator<Complaint, void> {
  if (cors === undefined) return;
  const fix = `Use one of: ${corsBuilders}.`;
  const { mode, origins } = Object(cors) as { mode?: unknown; origins?: unknown };
  if (!isObject(cors) || !isText(mode) || !Object.hasOwn(corsFields, mode as string)) {
    const what = typeof cors === 'function' ? `${cors.name} itself: it must be called` : show(cors);
    return yield { at, problem: `"cors" is ${what}, which no builder makes`, fix };
  }
  yield* checkKeys(cors, corsFields[mode as Cors['mode']], at, 'cors');
  if (mode !== 'allow') return;
  if (!isList(origins)) {
    const fix = 'Write allow(www, app).';
    return yield { at, problem: '"cors" allows what is no list of origins', fix };
  }
  for (const origin of origins as readonly string[]) yield* checkOrigin(origin, at, labels);
}

function* checkOrigin(origin: string, at: string, labels: Labels): Generator<Complaint, void> {
  if (origin === 'null') return;
  if (origin === '*') yield { at, problem: '"cors" allows "*"', fix: 'Write cors: star().' };
  if (labels.hosts) return;
  yield* checkUrl(origin, `${at}, cors`, labels);
  const bare = new URL(origin).origin;
  if (bare !== origin) {
    const fix = `Write '${bare}': an origin has no path.`;
    yield { at, problem: `"cors" allows "${origin}", which is no origin`, fix };
  }
}

const show = (value: unknown) => JSON.stringify(value) ?? String(value);

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
