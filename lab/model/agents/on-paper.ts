/**
 * An agent that nobody here can measure is written as rules with their sources. A rule without one is
 * open: it has another value that it may as well have, and whatever differs by it is not predicted.
 */
import type { UserAgent } from './agent.ts';

/** A rule whose value stands somewhere: paths are below LayoutTests/ in WebKit's repository. */
interface Said<Value> {
  readonly is: Value;
  readonly source: string;
}

/** A rule that no source settles. */
interface Open<Value> {
  readonly is: Value;
  readonly or: Value;
  /** What is open, as the end of "no source says …". */
  readonly open: string;
}

type Rule<Value> = Said<Value> | Open<Value>;

/** Those of an agent's fields that hold several rules. */
type Several = 'ancestors' | 'reload' | 'back' | 'syntax' | 'clearSiteData' | 'storageAccess';

/** Every rule of an agent; those that come together one by one. */
export type Rules = {
  readonly [Field in Exclude<keyof UserAgent, 'id' | Several>]: Rule<UserAgent[Field]>;
} & {
  readonly [Field in Several]: {
    readonly [Part in keyof UserAgent[Field]]: Rule<UserAgent[Field][Part]>;
  };
};

/** What an agent on paper cannot tell. */
export interface OpenRule {
  /** Where the rule stands in the row: `syntax.maxAge`. */
  readonly rule: string;
  /** Why nothing that depends on it is predicted. */
  readonly because: string;
  /** The agent with the other value. */
  readonly otherwise: UserAgent;
}

/** An agent on paper, and what is behind it. */
export interface AgentOnPaper {
  readonly agent: UserAgent;
  /** As people call the browser: `Safari 26`. */
  readonly name: string;
  readonly open: readonly OpenRule[];
  /** By rule. */
  readonly sources: Readonly<Record<string, string>>;
}

export const said = <const Value>(is: Value, source: string): Said<Value> => ({ is, source });

export const unsaid = <const Value>(is: Value, or: Value, open: string): Open<Value> => ({
  is,
  or,
  open,
});

type Tree = { readonly [name: string]: Rule<unknown> | Tree };

const isRule = (one: Rule<unknown> | Tree): one is Rule<unknown> => 'is' in one;

/** Makes an agent of its rules. */
export function agentOnPaper(id: string, name: string, rules: Rules): AgentOnPaper {
  const found = [...rulesIn(rules as unknown as Tree)];
  const withOther = (other: Rule<unknown> | null) =>
    ({ id, ...valuesOf(rules as unknown as Tree, other) }) as unknown as UserAgent;
  return {
    agent: withOther(null),
    name,
    open: found.flatMap(([path, rule]) =>
      'open' in rule
        ? [
            {
              rule: path,
              because: `not predicted: no source says ${rule.open} in ${name}`,
              otherwise: withOther(rule),
            },
          ]
        : [],
    ),
    sources: Object.fromEntries(
      found.flatMap(([path, rule]) => ('source' in rule ? [[path, rule.source]] : [])),
    ),
  };
}

function* rulesIn(tree: Tree, before = ''): Generator<[string, Rule<unknown>]> {
  for (const [name, one] of Object.entries(tree)) {
    if (isRule(one)) yield [before + name, one];
    else yield* rulesIn(one, `${before}${name}.`);
  }
}

/** The values of the rules; of one of them the other. */
function valuesOf(tree: Tree, other: Rule<unknown> | null): object {
  return Object.fromEntries(
    Object.entries(tree).map(([name, one]) => [
      name,
      isRule(one) ? valueIn(one, one === other) : valuesOf(one, other),
    ]),
  );
}

const valueIn = (rule: Rule<unknown>, other: boolean) =>
  other && 'or' in rule ? rule.or : rule.is;
