/** Sends a sequence from this page, with what the performer does in every page of the lab. */
import type { Arrival } from '../base/arrival.ts';
import { apiHost, apiPath } from '../base/topology.ts';
import { performInContext } from '../page/contexts.ts';
import type { Outcome } from '../page/outcome.ts';
import { performFetch } from '../page/requests/fetch.ts';
import { performRequest } from '../page/requests/perform.ts';
import { performXhr } from '../page/requests/xhr.ts';
import { bind } from '../scenario/plan/bind.ts';
import { plan } from '../scenario/plan/plan.ts';
import {
  type Plan,
  type PlannedExchange,
  type PlannedPageStep,
  type PlannedStep,
  targetOf,
} from '../scenario/plan/planned.ts';
import type { Names } from './names.ts';
import type { Sequence } from './sequence.ts';
import { layOut } from './steps.ts';
import { observed, type Seen, type Sent, type Try } from './try.ts';
import { navigateInWindow } from './window.ts';

/** Performs each request in turn, and hands over what was seen of it. */
export async function send(
  sequence: Sequence,
  names: Names,
  done: (one: Try) => void,
): Promise<void> {
  const sent = prepare(sequence, names);
  const { bound } = sent;
  let place = 0;
  for (const [index, step] of bound.steps.entries()) {
    const planned = sent.plan.steps[index];
    if (!isSent(step) || !planned || !('exchange' in planned)) continue;
    const { exchange } = planned;
    const seen = await perform(step, () => arrivalsOf(sent, step));
    const arrivals = await arrivalsOf(sent, step);
    const observation = observed(exchange, sent.performance, arrivals, seen);
    done({ sent, place, exchange, observation, seen });
    place += 1;
  }
}

/** A step of the sequence; the visit that it begins with is where this page stands. */
type SentStep = Extract<PlannedPageStep, { readonly exchange: PlannedExchange }>;
const isSent = (step: PlannedStep): step is SentStep => 'exchange' in step && step.step !== 'visit';

function prepare(sequence: Sequence, names: Names): Sent {
  const performance = randomName();
  const { steps } = layOut(sequence, names);
  const planned = withPort(plan({ steps }, names.topology), names);
  const bound = bind(planned, { performance, ports: {} });
  return { performance, at: Date.now(), sequence, plan: planned, bound };
}

/** The plan's names are the topology's already; what is left is the port. */
const withPort = (planned: Plan, { toLocal }: Names): Plan =>
  JSON.parse(toLocal(JSON.stringify(planned)));

/** 128 random bits, as base64url. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

async function perform(step: SentStep, arrivals: () => Promise<readonly Arrival[]>): Promise<Seen> {
  let body: string | undefined;
  const hear = (text: string) => {
    body = text;
  };
  const outcome = await request(step, hear, arrivals);
  return {
    outcome,
    ...(outcome.readable && body !== undefined && { body }),
    documentCookie: ownCookies(),
  };
}

async function request(
  step: SentStep,
  hear: (text: string) => void,
  arrivals: () => Promise<readonly Arrival[]>,
): Promise<Outcome> {
  switch (step.step) {
    case 'fetch':
      return performFetch(step, hear);
    case 'xhr':
      return performXhr(step, hear);
    case 'frame': {
      const [loaded] = await performInContext(step, {});
      return loaded ?? { exchange: step.exchange.id };
    }
    case 'link':
    case 'form':
      return navigateInWindow(step, arrivals);
    case 'subresource':
    case 'webSocket':
      return (await performRequest(step)) ?? { exchange: step.exchange.id };
    default:
      throw new TypeError(`the bench has no ${step.step}`);
  }
}

function ownCookies(): string {
  try {
    return document.cookie;
  } catch (error) {
    return String(error); // a sandboxed page has none to read
  }
}

/**
 * What the service that is asked by a step has remembered of it. Two services remember: the API's, which
 * this host has below /api/, and the frontend's. Without cookies: it is no request of the try.
 */
async function arrivalsOf({ performance }: Sent, step: SentStep): Promise<readonly Arrival[]> {
  const { hostname, pathname, port } = targetOf(step.exchange);
  const isApi = apiHost.test(hostname) || pathname.startsWith(apiPath) || port === '7002';
  const response = await fetch(`${isApi ? apiPath : '/'}.lab/tries/${performance}`, {
    credentials: 'omit',
    cache: 'no-store',
  });
  return response.ok ? response.json() : [];
}
