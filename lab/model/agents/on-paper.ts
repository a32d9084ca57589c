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
  /**
   * The same in few agents, for those who ask much: each has the other value of all open rules about
   * one thing. Two of one agent could cancel each other out; to be sure, ask {@link open} one by one.
   */
  readonly others: readonly UserAgent[];
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

/** What an open rule is about: who asks, what is read as a cookie, or all else. */
const askers = ['ancestors', 'localDocuments', 'blocksCookiesOf', 'addressBar', 'reload', 'back'];
const aboutOf = (path: string): 'asking' | 'reading' | 'keeping' => {
  const field = path.replace(/\..*/, '');
  if (field === 'syntax') return 'reading';
  return askers.includes(field) ? 'asking' : 'keeping';
};

/** Makes an agent of its rules. */
export function agentOnPaper(id: string, name: string, rules: Rules): AgentOnPaper {
  const tree = rules as unknown as Tree;
  const found = [...rulesIn(tree)];
  const withOther = (isOther: (rule: Rule<unknown>) => boolean) =>
    ({ id, ...valuesOf(tree, isOther) }) as unknown as UserAgent;
  const open = found.filter(([, rule]) => 'open' in rule);
  return {
    agent: withOther(() => false),
    name,
    open: open.flatMap(([path, rule]) =>
      'open' in rule
        ? {
            rule: path,
            because: `no source says ${rule.open} in ${name}`,
            otherwise: withOther((one) => one === rule),
          }
        : [],
    ),
    others: (['asking', 'reading', 'keeping'] as const).map((about) => {
      const these = open.filter(([path]) => aboutOf(path) === about).map(([, rule]) => rule);
      return withOther((one) => these.includes(one));
    }),
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

/** The values of the rules; of some the other. */
const valuesOf = (tree: Tree, isOther: (rule: Rule<unknown>) => boolean): object =>
  Object.fromEntries(
    Object.entries(tree).map(([name, one]) => [
      name,
      isRule(one) ? valueIn(one, isOther(one)) : valuesOf(one, isOther),
    ]),
  );

const valueIn = (rule: Rule<unknown>, other: boolean) =>
  other && 'or' in rule ? rule.or : rule.is;
