/**
 * The results file: what a matrix run found, all of it. `results/latest.json`
 * is an interface; its schema number changes when a field changes its meaning.
 */
import type { Arrival } from '../base/arrival.ts';
import type { Cause, Link } from '../base/causes.ts';
import type { Answer } from '../base/recipe.ts';
import type { TopologyId } from '../base/topology.ts';
import type { ColumnHead } from '../run/recorded.ts';
import type { RequestKind } from '../scenario/plan/planned.ts';
import type { CookieChanges, Reason, StorageAccess } from '../scenario/recording.ts';
import type { RowKey } from '../scenario/rows.ts';
import type { Expectation } from '../scenario/scenario.ts';
import type { Difference } from './verdict.ts';

export interface Results {
  readonly schema: 1;
  /** ISO 8601, when the run began. */
  readonly date: string;
  readonly topology: TopologyId;
  /** The other topologies of the same run, which {@link Cell.changes} compares with. */
  readonly comparedWith?: readonly TopologyId[];
  readonly columns: readonly ResultColumn[];
  /** Columns that were asked for and could not be run, and why. */
  readonly missing: readonly { readonly id: string; readonly because: string }[];
  readonly rows: readonly ResultRow[];
}

/** The name of the results file of a topology that is not the first of its run. */
export const resultsFile = (topology: TopologyId) => `${topology}.json`;

/** A column, and the browser that ran it; the model on paper is one too. */
export interface ResultColumn extends ColumnHead {
  /** When its cells were measured; absent for the model, and where none was. */
  readonly measured?: Measured;
}

/** When the recordings of a column were made. */
export interface Measured {
  /** ISO 8601, of the oldest and of the newest. */
  readonly oldest: string;
  readonly newest: string;
  /** How many scenarios were measured, and how many of them by an earlier run. */
  readonly scenarios: number;
  readonly kept: number;
}

export interface ResultRow {
  /** The row's id: its file below scenarios/, and `#…` where a scenario has several rows. */
  readonly scenario: string;
  /** The scenario, and which exchange and cookie of it. */
  readonly of: RowKey;
  readonly title: string;
  /** Which exchange, and cookie, of the scenario; empty where it has but one row. */
  readonly part: string;
  readonly topic: string;
  readonly claims: readonly string[];
  readonly expect: Readonly<Record<string, Expectation>>;
  readonly cells: Readonly<Record<string, Cell>>;
}

export interface Cell {
  readonly verdict: 'as-claimed' | 'known-deviation' | 'surprise' | 'not-run';
  /** Why it deviates, or why it was not run. */
  readonly because?: string;
  /** The source of a known deviation. */
  readonly see?: string;
  /** What is not as expected. */
  readonly differences?: readonly Difference[];
  /** What the model of this very browser says; absent where it says nothing. */
  readonly model?: Agreement;
  /** The link of the chain that broke; absent where all hold. */
  readonly chain?: BrokenChain;
  /** Why the row's cookies were not stored, in exchanges that it does not show. */
  readonly elsewhere?: readonly (Reason & { readonly as: string })[];
  /** What other topologies of the same run showed instead; absent where all showed the same. */
  readonly changes?: readonly TopologyChange[];
  readonly exchanges: readonly ResultExchange[];
}

/** What a cell showed under another topology. */
export interface TopologyChange {
  readonly topology: TopologyId;
  /** The verdict there. */
  readonly verdict: Cell['verdict'];
  /** Of the exchanges that differ, in words: what was observed there, and what here. */
  readonly there: string;
  readonly here: string;
}

/** The first of the twelve links that broke, in the first of the row's exchanges in which one did. */
export interface BrokenChain {
  readonly as: string;
  /** What did not happen there: a cookie's arrival or storing, the reading of the answer. */
  readonly asks: string;
  readonly cookie?: string;
  readonly broke: Link;
  readonly code: Cause;
  /** One line each, as they were when the results were made; `write` is to be copied. */
  readonly evidence: string;
  readonly fix: string;
  readonly write: readonly string[];
  readonly rule: string;
}

/** A browser beside the user agent on paper that is configured as it. */
export interface Agreement {
  /** In what the row judges: `expected` by the model, `observed` in the browser. Empty where they agree. */
  readonly differs: readonly Difference[];
}

/** What was observed of an exchange. */
export interface ResultExchange {
  readonly as: string;
  readonly request: {
    /** Without the recipe in its query; empty where nothing is requested: a script reads or writes cookies. */
    readonly url: string;
    readonly method: string;
    readonly kind: RequestKind;
    readonly credentials: string;
    /** Origin of the document that asks; null for the address bar. */
    readonly initiator: string | null;
    /** Fetch's request mode, where a script chose one. */
    readonly mode?: string;
    /** What a script wrote into document.cookie, or had the cookie store set: as a Set-Cookie line. */
    readonly line?: string;
  };
  /** What the server was asked to answer. */
  readonly answer: Answer;
  readonly arrived: boolean;
  /** A visit for which nothing was asked: the page stood open already. */
  readonly standing?: true;
  /** Names of the cookies that the server received, in the order received. */
  readonly sent: readonly string[];
  readonly preflight?: { readonly sent: readonly string[] };
  readonly stored?: readonly string[];
  /** The header by which axios gives a CSRF token back, where it was sent. */
  readonly xsrfToken?: string;
  /** Of the answer, as the server sent it. */
  readonly status?: number;
  readonly readable?: boolean;
  readonly documentCookie?: readonly string[];
  readonly error?: string;
  readonly reasons?: readonly Reason[];
  /** Whole days by cookie; null for the session. */
  readonly lifetimes?: Readonly<Record<string, number | null>>;
  /** Names of the cookies that the cookie store held. */
  readonly cookieStore?: readonly string[];
  readonly cookieChanges?: CookieChanges;
  readonly storageAccess?: StorageAccess;
  /** Response headers that the script could see. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the script took out of the answer. */
  readonly taken?: Readonly<Record<string, string>>;
  /** The server's record of the request and its preflight. */
  readonly arrivals: readonly ResultArrival[];
}

/** What the server received, and the headers with which it really answered. */
export type ResultArrival = Omit<Arrival, 'exchange' | 'at' | 'headers'>;
