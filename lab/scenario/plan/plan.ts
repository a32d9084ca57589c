/** Lays a scenario out: its exchanges in order, and the documents that ask them. */
import type { Naming } from '../../base/topology.ts';
import type { ScenarioSpec } from '../scenario.ts';
import type { LocalContent, PageStep, Step } from '../steps/index.ts';
import { isNavigation, planNavigation } from './navigations.ts';
import {
  type Doc,
  lastOf,
  leadingStep,
  levelsUp,
  navigates,
  type Plan,
  type Planned,
  type PlannedExchange,
  type PlannedPageStep,
  type PlannedStep,
} from './planned.ts';
import { planRequest } from './requests.ts';
import { isScript, planScript } from './scripts.ts';
import { type Client, Settler } from './settle.ts';

const kept = new WeakMap<readonly Step[], Map<Naming, Plan>>();

type Asked = Pick<ScenarioSpec, 'steps' | 'hosts'>;

/** The plan of a scenario under a topology; made once and kept. Hosts of the scenario’s own keep their names. */
export function plan({ steps, hosts }: Asked, asked: Naming): Plan {
  const topology = hosts ? 'own' : asked;
  const known = kept.get(steps) ?? new Map<Naming, Plan>();
  kept.set(steps, known);
  const plan = known.get(topology) ?? layOut(steps, topology);
  known.set(topology, plan);
  return plan;
}

function layOut(steps: readonly Step[], topology: Naming): Plan {
  const settler = new Settler(topology);
  const walk = new Walk(settler);
  const planned = walk.steps(steps);
  return { topology, documents: walk.documents, steps: planned, exchanges: settler.exchanges };
}

class Walk {
  readonly documents: Doc[] = [];
  readonly #byId = new Map<string | null, Doc>();
  readonly #settler: Settler;
  /** The session history of the top-level page: its documents, and the exchanges that they came of. */
  readonly #history: { readonly exchange: PlannedExchange; readonly document: Doc }[] = [];

  constructor(settler: Settler) {
    this.#settler = settler;
  }

  steps(steps: readonly Step[]): PlannedStep[] {
    return steps.map((step) => {
      const current = this.#history.at(-1)?.document ?? null;
      const planned = this.#step(step, current);
      const exchange = landing(planned);
      if (!exchange) return planned;
      if (replacesEntry(planned)) this.#history.pop();
      const initiator = 'steps' in planned ? this.#client(exchange) : current;
      const document = this.#document(exchange, { parent: null, initiator });
      this.#history.push({ exchange, document });
      return planned;
    });
  }

  #step(step: Step, current: Client): PlannedStep {
    const settler = this.#settler;
    switch (step.step) {
      case 'visit':
        return { step: 'visit', ...settler.navigation(step, 'visit', 'GET', null) };
      case 'reload':
      case 'back': {
        const { by = 'user', as } = step;
        if (step.step === 'back') this.#history.pop();
        const target = this.#history.pop();
        if (!target) throw unreachable(`have no page that ${step.step} could return to`);
        const client = by === 'script' ? current : null;
        return { step: step.step, ...settler.again(as, step.step, client, target.exchange), by };
      }
      case 'allowStorageAccess':
        return { step: step.step, origin: settler.text(step.origin) };
      case 'answerLocalNetwork':
        return step;
      default:
        return this.#pageStep(step, current);
    }
  }

  /** Steps in a frame or window, which begin in its document. */
  #inside(steps: readonly PageStep[], start: Doc): PlannedPageStep[] {
    let current = start;
    return steps.map((step, place) => {
      const planned = this.#pageStep(step, current);
      if (levelsUp(planned) && place < steps.length - 1) {
        const cause = 'Put it after the frame, in the document that the target leads to.';
        throw new RangeError('have a step in a frame that a target has replaced', { cause });
      }
      const exchange = landing(planned);
      if (exchange) {
        const { parent, opaque } = current;
        const stays = opaque === 'sandboxed' ? opaque : null;
        const initiator = this.#client(exchange);
        current = this.#document(exchange, { parent, initiator, opaque: stays });
      }
      return planned;
    });
  }

  #client({ client }: PlannedExchange): Client {
    return this.#byId.get(client) ?? null;
  }

  /** How many frames lead to a document. */
  #depthOf(document: Client): number {
    const parent = this.#byId.get(document?.parent ?? null);
    return parent ? this.#depthOf(parent) + 1 : 0;
  }

  #pageStep(step: PageStep, client: Client): PlannedPageStep {
    const settler = this.#settler;
    switch (step.step) {
      case 'frame': {
        const { sandbox = null, credentialless = false, form = null, fields = {} } = step;
        const navigation = settler.navigation(step, 'frame', form ?? 'GET', client);
        const opaque = opaqueIn(sandbox, client);
        const inner = this.#document(lastOf(navigation), framedBy(client, opaque));
        const steps = this.#inside(step.steps, inner);
        return { step: 'frame', ...navigation, steps, sandbox, credentialless, form, fields };
      }
      case 'localFrame': {
        const { content, sandbox = null, credentialless = false } = step;
        const made = settler.reading(step.as, content, client);
        const inner = this.#local(made, content, sandbox, client);
        const steps = this.#inside(step.steps, inner);
        return { step: 'localFrame', ...made, steps, content, sandbox, credentialless };
      }
      case 'openWindow': {
        const { noopener = false, form = null, fields = {} } = step;
        const navigation = settler.navigation(step, 'openWindow', form ?? 'GET', client);
        const inner = this.#document(lastOf(navigation), { parent: null, initiator: client });
        const steps = this.#inside(step.steps, inner);
        return { step: 'openWindow', ...navigation, steps, noopener, form, fields };
      }
      case 'blankWindow': {
        const made = settler.reading(step.as, 'blankWindow', client);
        const opaque = client?.opaque ?? null;
        const around = { parent: null, initiator: client, opaque };
        const url = client?.url ?? 'about:blank';
        const steps = this.#inside(step.steps, this.#document({ ...made.exchange, url }, around));
        return { step: 'blankWindow', ...made, steps, write: step.write ?? false };
      }
      case 'reload': {
        const { by = 'user', as } = step;
        const again = settler.exchanges[Number(client?.from)];
        if (!again || again.url === '') throw unreachable('have no page that can be reloaded');
        return { step: 'reload', ...settler.again(as, 'reload', client, again), by };
      }
      case 'pause':
        return { step: 'pause', ms: step.ms };
      case 'click':
      case 'watchCookieStore':
        return { step: step.step };
      default:
        if (isNavigation(step)) {
          return planNavigation(step, client, settler, this.#depthOf(client));
        }
        if (isScript(step)) return planScript(step, client, settler);
        return planRequest(step, client, settler);
    }
  }

  /** The document that an exchange brings. */
  #document({ id, url }: PlannedExchange, around: Around): Doc {
    const { parent, initiator, opaque = null } = around;
    const document = {
      id: `d${this.documents.length}`,
      from: id,
      url,
      parent,
      initiator: initiator?.id ?? null,
      opaque,
    };
    this.documents.push(document);
    this.#byId.set(document.id, document);
    return document;
  }

  /** A document that its creator fills in: its URL stands for the creator's origin. */
  #local(
    { exchange }: Planned,
    content: LocalContent,
    sandbox: string | null,
    client: Client,
  ): Doc {
    const opaque = opaqueIn(sandbox, client) ?? (content === 'data:' ? 'data:' : null);
    const url = client?.url ?? 'about:blank';
    return this.#document({ ...exchange, url }, framedBy(client, opaque ?? client?.opaque ?? null));
  }
}

interface Around {
  readonly parent: Doc['parent'];
  readonly initiator: Client;
  readonly opaque?: Doc['opaque'];
}

const framedBy = (client: Client, opaque: Doc['opaque']): Around => ({
  parent: client?.id ?? null,
  initiator: client,
  opaque,
});

/** A sandbox without allow-same-origin holds for all that is loaded in it. */
function opaqueIn(sandbox: string | null, client: Client): Doc['opaque'] {
  if (sandbox !== null && !sandbox.includes('allow-same-origin')) return 'sandboxed';
  return client?.opaque === 'sandboxed' ? 'sandboxed' : null;
}

/** The exchange that the current document comes of after a step; null where the document stays. */
function landing(step: PlannedStep): PlannedExchange | null {
  if (!navigates(step)) return null;
  const last = lastOf(leadingStep(step));
  const { status } = last.answer;
  return status === 204 || status === 205 ? null : last;
}

const unreachable = (problem: string) =>
  new RangeError(problem, { cause: 'Lead on to a page of a server before.' });

/** HTML's historyHandling "replace": there is no way back to the page before. */
const replacesEntry = (step: PlannedStep) =>
  step.step === 'metaRefresh' || (step.step === 'location' && step.by === 'replace');
