/** What an importer makes of somebody's traffic: a recording, and what the file leaves open. */
import type { DocId, ExchangeId, PlannedExchange } from '../scenario/plan/planned.ts';
import type { Gap, Message, Recording, SeenHeaders } from '../scenario/recording.ts';

export interface Import {
  readonly recording: Recording;
  readonly source: Source;
  /** What the file does not say, and the cookies depend on. See {@link suppose}. */
  readonly open: readonly Open[];
  /** What cannot be seen in the file, and how to see it. */
  readonly gaps: readonly ImportGap[];
  /** The place in `log.entries`, or among the requests of a text, from 0. */
  readonly entryOf: Readonly<Record<ExchangeId, number>>;
  /** When the response's headers had come, in milliseconds of Unix time, where the file tells. */
  readonly answeredAt: Readonly<Record<ExchangeId, number>>;
}

export interface Source {
  readonly kind: 'har' | 'curl' | 'http' | 'headers' | 'live';
  /** `WebInspector 537.36`; empty where the file has none. */
  readonly creator: string;
  /** Are Cookie, Set-Cookie and Authorization gone, or was there none at all? The gaps say which. */
  readonly sanitized: boolean;
  readonly exchanges: number;
  /** Is each hop of a redirect in the file? Where not, cookies that hops set are not there either. */
  readonly hasRedirects: boolean;
  /** Are preflights in the file, where there were any? */
  readonly hasPreflights: boolean;
  /** Are responses in the file that CORS kept from a script? */
  readonly hasUnread: boolean;
  /** The browser that sent it; null where nothing tells. */
  readonly browser: Browser | null;
}

export interface Browser {
  readonly engine: 'chromium' | 'firefox' | 'webkit';
  /** Empty where it is not known. */
  readonly version: string;
  /** Of Safari and what else runs on Apple's systems: the agent of the model that stands for its version. */
  readonly safari?: string;
}

export interface ImportGap {
  readonly what: string;
  readonly why: string;
  /** What would show it. */
  readonly remedy: string;
}

/** A hypothesis to be made: one of the values is true. The recording has the first. */
export type Open =
  | (Question & {
      readonly field: 'credentials';
      /** Those of one call site: they have one answer. */
      readonly exchanges: readonly ExchangeId[];
      readonly values: readonly ('include' | 'same-origin' | 'omit')[];
    })
  | (Question & {
      /** The document whose frame it is in; null for none. */
      readonly field: 'frame';
      readonly document: DocId;
      readonly values: readonly (DocId | null)[];
    })
  | (Question & {
      /** Was the file exported without cookies, or were there none? */
      readonly field: 'sanitized';
      readonly values: readonly ['yes', 'no'];
    })
  | (Question & {
      /** What the browser does with third-party cookies: agents of the model. */
      readonly field: 'policy';
      readonly values: readonly string[];
    });

interface Question {
  /** `Does this fetch say credentials: 'include'?` */
  readonly asks: string;
  /** The other answer than the one that the recording has: `credentials=include`. */
  readonly assume: string;
}

/** The recording with another value for what is open. */
export function suppose(
  recording: Recording,
  open: Exclude<Open, { field: 'policy' }>,
  value: string | null,
): Recording {
  const { plan } = recording;
  switch (open.field) {
    case 'sanitized':
      return value === 'no' ? withoutGap(recording, 'sanitized') : recording;
    case 'frame': {
      const documents = plan.documents.map((doc) =>
        doc.id === open.document ? { ...doc, parent: value } : doc,
      );
      return { ...recording, plan: { ...plan, documents } };
    }
    case 'credentials': {
      const credentials = value as PlannedExchange['credentials'];
      const exchanges = plan.exchanges.map((exchange) =>
        open.exchanges.includes(exchange.id) ? { ...exchange, credentials } : exchange,
      );
      return { ...recording, plan: { ...plan, exchanges } };
    }
  }
}

/** As if what this gap hides had not been there. */
function withoutGap(recording: Recording, gap: Gap): Recording {
  const seen = (headers: SeenHeaders): SeenHeaders =>
    headers.unseen?.why === gap ? { lines: headers.lines } : headers;
  const message = (one: Message): Message => ({
    ...one,
    request: { ...one.request, headers: seen(one.request.headers) },
    response: one.response && { ...one.response, headers: seen(one.response.headers) },
  });
  const observations = Object.entries(recording.observations).map(([id, observation]) => [
    id,
    { ...observation, messages: observation.messages.map(message) },
  ]);
  return { ...recording, observations: Object.fromEntries(observations) };
}
