/** Scripts of a live session: what a user does, a line each, in Playwright's words. */
import { LabError } from '../../base/errors.ts';

export type ScriptStep = { readonly line: number } & (
  | { readonly does: 'goto'; readonly url: string }
  | ({ readonly does: 'click' } & Target)
  | ({ readonly does: 'fill'; readonly text: string } & Target)
  /** Until an element is there and visible. */
  | ({ readonly does: 'wait for' } & Target)
  | { readonly does: 'wait'; readonly ms: number }
  /** Until nothing is being loaded. */
  | { readonly does: 'settle' }
  | { readonly does: 'reload' }
  | { readonly does: 'back' }
);

/** Which element: `iframe#pay >> #card` is in a frame. */
export interface Target {
  /** CSS, or `text=` and what the element says. */
  readonly selector: string;
  /** CSS, each of a frame in the document to which the one before led; none for the top-level document. */
  readonly frames: readonly string[];
}

/** Null where a part is missing. */
function targetOf(text: string): Target | null {
  const frames = text.split(/\s*>>\s*/);
  const selector = frames.pop() ?? '';
  return selector === '' || frames.includes('') ? null : { selector, frames };
}

const usage = `Use: goto URL, click SELECTOR, fill SELECTOR TEXT, wait SELECTOR, wait 2s, reload, back; a line each. In a frame: click iframe#pay >> #card.`;

/**
 * Reads a script. A line is `click #sign-in`, or as Playwright has it `await page.click('#sign-in');`.
 * Empty lines and those that begin with `#` or `//` are comments.
 *
 * @param base what relative URLs are below.
 * @throws {LabError} LAB_USAGE where a line is no step: which, and what there is.
 */
export function parseScript(text: string, base: string): ScriptStep[] {
  const steps: ScriptStep[] = [];
  for (const [place, raw] of text.split(/\r?\n/).entries()) {
    const line = place + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || /^(#|\/\/)/.test(trimmed)) continue;
    const wrong = (why: string) =>
      new LabError('LAB_USAGE', `Line ${line} of the script ${why}: ${trimmed}`, usage);
    const called = /^(?:await\s+)?(?:page\.)?([A-Za-z]+)(?:\s*\((.*)\)\s*;?|\s+(.*))?$/s.exec(
      withoutLocators(trimmed),
    );
    const [, name = '', parameters, words] = called ?? [];
    const make = makers[name.toLowerCase()];
    if (!make) throw wrong('is no step');
    const values =
      parameters === undefined ? wordsIn(words ?? '', make.count) : valuesIn(parameters);
    if (!values) throw wrong('has no plain values');
    const step = make.from(values, base);
    if (!step) throw wrong('lacks something');
    steps.push({ line, ...step });
  }
  if (steps.length === 0) throw new LabError('LAB_USAGE', 'The script has no step.', usage);
  return steps;
}

/** `page.frameLocator('#pay').locator('#card').fill('4242')` as `page.fill('#pay >> #card', '4242')`. */
function withoutLocators(line: string): string {
  const [, chain = '', name = '', parameters = ''] =
    /^(?:await\s+)?page((?:\.(?:frameLocator|locator)\((?:'[^']*'|"[^"]*"|`[^`]*`)\))+)\.([A-Za-z]+)\((.*)\)\s*;?$/s.exec(
      line,
    ) ?? [];
  const parts = [...chain.matchAll(/\.(frameLocator|locator)\((['"`])(.*?)\2\)/gs)];
  const isTarget = parts.every(
    ([, kind], at) => (kind === 'locator') === (at === parts.length - 1),
  );
  if (name === '' || !isTarget) return line;
  const target = JSON.stringify(parts.map(([, , , selector]) => selector).join(' >> '));
  const step = name === 'waitFor' ? 'waitForSelector' : name;
  return `page.${step}(${[target, parameters.trim()].filter(Boolean).join(', ')})`;
}

type Made = ScriptStep extends infer Step
  ? Step extends ScriptStep
    ? Omit<Step, 'line'>
    : never
  : never;

interface Maker {
  /** How many values a line of plain words has; the last one has spaces. */
  readonly count: number;
  /** Null where a value is missing or of no use. */
  from(values: readonly string[], base: string): Made | null;
}

const goto: Maker = {
  count: 1,
  from: ([url = ''], base) =>
    url !== '' && URL.canParse(url, base) ? { does: 'goto', url: new URL(url, base).href } : null,
};
const click: Maker = {
  count: 1,
  from: ([selector = '']) => {
    const target = targetOf(selector);
    return target && { does: 'click', ...target };
  },
};
const fill: Maker = {
  count: 2,
  from: ([selector = '', text]) => {
    const target = targetOf(selector);
    return target && text !== undefined ? { does: 'fill', ...target, text } : null;
  },
};
const wait: Maker = {
  count: 1,
  from: ([what = '']) => {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s)?$/.exec(what) ?? [];
    if (number !== undefined) {
      return { does: 'wait', ms: Number(number) * (unit === 's' ? 1_000 : 1) };
    }
    if (what === '') return { does: 'settle' };
    const target = targetOf(what);
    return target && { does: 'wait for', ...target };
  },
};
const settle: Maker = { count: 1, from: () => ({ does: 'settle' }) };
const reload: Maker = { count: 1, from: () => ({ does: 'reload' }) };
const back: Maker = { count: 1, from: () => ({ does: 'back' }) };

const makers: Readonly<Record<string, Maker>> = {
  goto,
  click,
  fill,
  wait,
  waitfortimeout: wait,
  waitforselector: wait,
  waitforloadstate: settle,
  reload,
  back,
  goback: back,
};

const quoted = /^(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/s;

const unquoted = ([, single, double, back]: RegExpExecArray) =>
  (single ?? double ?? back ?? '').replace(/\\(.)/gs, '$1');

/** `#user "Ada Lovelace"`: words, the last to the end of the line; quotes where a word has spaces. */
function wordsIn(text: string, count: number): string[] {
  const values: string[] = [];
  let rest = text.trim();
  while (rest !== '' && values.length < count) {
    const inQuotes = quoted.exec(rest);
    const isLast = values.length === count - 1;
    // A selector may begin with a quoted part, but none ends with it.
    if (inQuotes && (!isLast || inQuotes[0].length === rest.length)) {
      values.push(unquoted(inQuotes));
      rest = rest.slice(inQuotes[0].length).trim();
    } else if (isLast) {
      values.push(rest);
      rest = '';
    } else {
      // With the frames that it is in.
      const [word = ''] = /^\S+(\s+>>\s+\S+)*/.exec(rest) ?? [];
      values.push(word);
      rest = rest.slice(word.length).trim();
    }
  }
  return values;
}

/** `'#user', "Ada"`: literals of strings and numbers; null where there is anything else. */
function valuesIn(text: string): string[] | null {
  const values: string[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const literal = quoted.exec(rest);
    const number = /^[\d_]+(\.\d+)?/.exec(rest);
    const found = literal?.[0] ?? number?.[0];
    if (found === undefined) return null;
    values.push(literal ? unquoted(literal) : found.replaceAll('_', ''));
    const [, after] = /^\s*(?:,\s*(.*))?$/s.exec(rest.slice(found.length)) ?? [];
    if (after === undefined && rest.slice(found.length).trim() !== '') return null;
    rest = after ?? '';
  }
  return values;
}
