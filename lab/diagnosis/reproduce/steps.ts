/** Recorded exchanges as the steps of a scenario on their own hosts. */
import { getHeader } from '../../base/headers.ts';
import type { LabUrl } from '../../base/topology.ts';
import type { Doc, DocId, PlannedExchange } from '../../scenario/plan/planned.ts';
import type { Recording } from '../../scenario/recording.ts';
import type {
  AnswerSpec,
  Frame,
  PageStep,
  Redirect,
  Step,
  SubresourceElement,
} from '../../scenario/steps/index.ts';
import { elements } from '../../scenario/steps/kinds.ts';
import { answerOf } from './answers.ts';
import { scriptedOf } from './request-headers.ts';
import { messagesOf } from './slice.ts';

/** What of a recording the steps cannot do. */
export interface NotReplayed {
  readonly as: string;
  readonly why: string;
}

export interface Steps {
  readonly steps: readonly Step[];
  readonly notReplayed: readonly NotReplayed[];
}

export function stepsOf(recording: Recording, slice: readonly PlannedExchange[]): Steps {
  return new Walk(recording, slice).steps();
}

interface Standing {
  readonly document: DocId;
  readonly steps: PageStep[] | Step[];
}

class Walk {
  readonly #recording: Recording;
  readonly #slice: readonly PlannedExchange[];
  readonly #documents: ReadonlyMap<DocId, Doc>;
  readonly #steps: Step[] = [];
  readonly #notReplayed: NotReplayed[] = [];
  readonly #labels = new Set<string>();
  /** The documents that stand: the top-level one, the frame in it that was loaded last, the frame in that. */
  #standing: Standing[] = [];

  constructor(recording: Recording, slice: readonly PlannedExchange[]) {
    this.#recording = recording;
    this.#slice = slice;
    this.#documents = new Map(recording.plan.documents.map((one) => [one.id, one]));
  }

  steps(): Steps {
    for (const exchange of this.#slice) if (exchange.hopOf === undefined) this.#do(exchange);
    return { steps: this.#steps, notReplayed: this.#notReplayed };
  }

  #do(exchange: PlannedExchange) {
    const { kind, client } = exchange;
    if (kind === 'frame') {
      if (client === null) return this.#cannot(exchange, unknownPage);
      return this.#frame(exchange);
    }
    if (isNavigation(exchange)) return this.#navigate(exchange);
    if (client === null) return this.#cannot(exchange, unknownPage);
    if (!this.#standIn(client)) return this.#cannot(exchange, lostPage);
    const step = this.#request(exchange);
    if (step) this.#here().push(step);
    else this.#cannot(exchange, `the lab has no step of the kind ${kind}`);
  }

  /** A top-level navigation, or one that leads a frame elsewhere. */
  #navigate(exchange: PlannedExchange) {
    const { kind, client, method } = exchange;
    const asked = this.#asked(exchange);
    const from = client === null ? undefined : this.#documents.get(client);
    if (!from || kind === 'visit') this.#steps.push({ step: 'visit', ...asked });
    else {
      if (!this.#standIn(from.id)) return this.#cannot(exchange, lostPage);
      const isForm = kind === 'form' || method === 'POST';
      const step: Step = isForm
        ? { step: 'form', method: method === 'POST' ? 'POST' : 'GET', ...asked }
        : kind === 'location'
          ? { step: 'location', ...asked }
          : { step: 'link', ...asked };
      this.#here().push(step as PageStep & Step);
    }
    const came = this.#documentOf(exchange);
    const depth = came?.parent
      ? this.#standing.findIndex(({ document }) => document === came.parent) + 1
      : 0;
    const steps = depth === 0 ? this.#steps : (this.#standing[depth]?.steps ?? this.#steps);
    this.#standing = [
      ...this.#standing.slice(0, depth),
      ...(came ? [{ document: came.id, steps }] : []),
    ];
  }

  #frame(exchange: PlannedExchange, repeat = false) {
    if (!this.#standIn(exchange.client as DocId)) return this.#cannot(exchange, lostPage);
    const document = this.#documentOf(exchange);
    const steps: PageStep[] = [];
    const step: Frame = {
      step: 'frame',
      ...this.#asked(exchange, repeat),
      steps,
      ...(document?.opaque === 'sandboxed' && { sandbox: 'allow-scripts allow-forms' }),
    };
    this.#here().push(step);
    if (document) this.#standing.push({ document: document.id, steps });
  }

  /** Makes a document the one in which the next step is done: opens it once more where another stands there. */
  #standIn(id: DocId): boolean {
    const place = this.#standing.findIndex(({ document }) => document === id);
    if (place >= 0) {
      this.#standing = this.#standing.slice(0, place + 1);
      return true;
    }
    const document = this.#documents.get(id);
    const from = this.#recording.plan.exchanges.find((one) => one.id === document?.from);
    if (!document || !from) return false;
    if (document.parent !== null) {
      const first = this.#firstHop(from);
      this.#frame({ ...first, client: document.parent }, true);
      return this.#standing.at(-1)?.document === id;
    }
    this.#steps.push({ step: 'visit', url: document.url as LabUrl });
    this.#standing = [{ document: id, steps: this.#steps }];
    return true;
  }

  #here(): (PageStep & Step)[] {
    return (this.#standing.at(-1)?.steps ?? this.#steps) as (PageStep & Step)[];
  }

  #request(exchange: PlannedExchange): PageStep | null {
    const { kind, method, credentials, mode } = exchange;
    const asked = this.#asked(exchange);
    const include = credentials === 'include';
    const again = this.#againOf(exchange);
    const repeated = again === undefined ? {} : { again };
    switch (kind) {
      case 'fetch':
        return {
          step: 'fetch',
          ...asked,
          ...repeated,
          ...(method !== 'GET' && { method }),
          ...(credentials !== 'same-origin' && { credentials }),
          ...(mode !== undefined && mode !== 'cors' && { mode }),
          ...scriptedOf(this.#recording, exchange),
        };
      case 'xhr':
      case 'axios':
        return {
          step: 'xhr',
          ...asked,
          ...repeated,
          ...(method !== 'GET' && { method }),
          ...(include && { withCredentials: true }),
          ...scriptedOf(this.#recording, exchange),
        };
      case 'beacon':
      case 'webSocket':
        return { step: kind, ...asked };
      case 'eventSource':
        return { step: kind, ...asked, ...(include && { withCredentials: true }) };
      case 'writeCookie':
        return { step: kind, line: exchange.line ?? '', as: exchange.as };
      default:
        if (!(kind in elements)) return null;
        return {
          step: 'subresource',
          element: kind as SubresourceElement,
          ...asked,
          ...((mode === 'cors' || !include) && {
            crossorigin: include ? ('use-credentials' as const) : ('anonymous' as const),
          }),
        };
    }
  }

  #asked(exchange: PlannedExchange, repeat = false) {
    const answer = this.#answer(exchange);
    const { setCookie: _, ...plain } = answer;
    const given = repeat ? plain : answer;
    return {
      url: exchange.url as LabUrl,
      ...(Object.keys(given).length > 0 && { answer: given }),
      as: this.#label(repeat ? `${exchange.as} once more` : exchange.as),
    };
  }

  #answer(exchange: PlannedExchange): AnswerSpec {
    const { plan, observations, at } = this.#recording;
    const { status, ...answer } = this.#forAll(
      exchange,
      answerOf(exchange, observations[exchange.id], at),
    );
    const next = plan.exchanges.find(({ hopOf }) => hopOf === exchange.id);
    if (!next) {
      const to = this.#leadsNowhere(exchange, status);
      return to === null
        ? { ...(status !== undefined && { status: withoutHop(status) }), ...answer }
        : { ...answer, redirect: { to, ...(status !== 302 && { status }) } };
    }
    const redirect: Redirect = {
      to: next.url as LabUrl,
      ...(status !== undefined && status !== 302 && { status }),
      answer: this.#answer(next),
      as: this.#label(next.as),
    };
    return { ...answer, redirect };
  }

  /** Where a redirect leads whose next request is not in the file; null where it is none, or leads out of the web. */
  #leadsNowhere(exchange: PlannedExchange, status: number | undefined): LabUrl | null {
    if (status === undefined || withoutHop(status) === status) return null;
    const lines = messagesOf(this.#recording, exchange.id).at(-1)?.response?.headers.lines ?? [];
    const location = getHeader(lines, 'location');
    const url =
      location !== null && URL.canParse(location, exchange.url)
        ? new URL(location, exchange.url)
        : null;
    const to = url && /^https?:$/.test(url.protocol) ? (url.href as LabUrl) : null;
    this.#cannot(
      exchange,
      to === null
        ? `its redirect (${status}) leads to nothing that can be asked: it is answered 200`
        : `what it redirects to was not asked in the file: ${to.replace(/[?#].*/s, '')} is answered 200`,
    );
    return to;
  }

  /** An answer that a cache gives to others as well: the server that made it allows all that ask. */
  #forAll(exchange: PlannedExchange, answer: AnswerSpec): AnswerSpec {
    const { cors } = answer;
    if (cors?.mode !== 'allow' || cors.vary !== false) return answer;
    const others = this.#slice.filter((one) => this.#againOf(one) === exchange.as);
    const origins = [...cors.origins, ...others.flatMap(({ initiator }) => initiator ?? [])];
    return { ...answer, cors: { ...cors, origins: [...new Set(origins)] } };
  }

  /** The label of an earlier call of the same URL, whose response a cache may have kept. */
  #againOf({ id, url, method }: PlannedExchange): string | undefined {
    const response = messagesOf(this.#recording, id).at(-1)?.response;
    if (method !== 'GET' || response?.from === 'network') return undefined;
    const place = this.#slice.findIndex((one) => one.id === id);
    const first = this.#slice
      .slice(0, place)
      .find((one) => one.url === url && ['fetch', 'xhr'].includes(one.kind));
    return first?.as;
  }

  #documentOf(exchange: PlannedExchange): Doc | undefined {
    const last = this.#lastHop(exchange);
    return this.#recording.plan.documents.find(({ from }) => from === last.id);
  }

  #lastHop(exchange: PlannedExchange): PlannedExchange {
    const next = this.#recording.plan.exchanges.find(({ hopOf }) => hopOf === exchange.id);
    return next ? this.#lastHop(next) : exchange;
  }

  #firstHop(exchange: PlannedExchange): PlannedExchange {
    const before = this.#recording.plan.exchanges.find(({ id }) => id === exchange.hopOf);
    return before ? this.#firstHop(before) : exchange;
  }

  #label(wanted: string): string {
    let label = wanted;
    for (let count = 2; this.#labels.has(label); count++) label = `${wanted} (${count})`;
    this.#labels.add(label);
    return label;
  }

  #cannot({ as }: PlannedExchange, why: string) {
    const isTold = this.#notReplayed.some((one) => one.as === as && one.why === why);
    if (!isTold) this.#notReplayed.push({ as, why });
  }
}

const unknownPage = 'the file does not say which page asks';
const lostPage = 'the page that asks cannot be opened again: the file does not tell how it came';

/** The status of a redirect that is none. */
const withoutHop = (status: number) => ([301, 302, 303, 307, 308].includes(status) ? 200 : status);

const isNavigation = ({ kind }: PlannedExchange) =>
  ['visit', 'link', 'form', 'location', 'metaRefresh', 'openWindow', 'reload', 'back'].includes(
    kind,
  );
