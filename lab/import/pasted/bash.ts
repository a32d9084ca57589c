/**
 * Words of a command as bash cuts it: https://www.gnu.org/software/bash/manual/bash.html#Quoting.
 * Nothing is expanded: `$HOME` stays `$HOME`.
 */
import type { Words } from './words.ts';

const blank = /[ \t]/;
/** What ends a command. A redirection is part of it, and left out. */
const ends = /[\n;&|]/;

/** Reads one command, from `start` to where the shell would begin the next. */
export function bashWords(text: string, start = 0): Words {
  const words: string[] = [];
  let word: string | null = null;
  let redirects = false;
  let at = start;
  const add = (more: string) => {
    word = (word ?? '') + more;
  };
  const endWord = () => {
    if (word !== null && !redirects) words.push(word);
    if (word !== null) redirects = false;
    word = null;
  };
  while (at < text.length) {
    const one = text[at] as string;
    if (one === '\r' && text[at + 1] === '\n') {
      at++;
    } else if (blank.test(one)) {
      endWord();
      at++;
    } else if (one === '#' && word === null) {
      at = indexOr(text, '\n', at);
    } else if (ends.test(one)) {
      break;
    } else if (one === '<' || one === '>') {
      // `2>file`: the number is the redirection's.
      if (word !== null && /^\d$/.test(word)) word = null;
      endWord();
      redirects = true;
      at++;
      while (text[at] === '>' || text[at] === '<' || text[at] === '&') at++;
    } else if (one === '\\') {
      const next = text.startsWith('\r\n', at + 1) ? '\r\n' : (text[at + 1] ?? '');
      if (!next.endsWith('\n')) add(next);
      at += 1 + Math.max(next.length, 1);
    } else if (
      one === "'" ||
      one === '"' ||
      text.startsWith("$'", at) ||
      text.startsWith('$"', at)
    ) {
      const quoted = readQuoted(text, at);
      if (!quoted)
        return { words: [...words, (word ?? '') + text.slice(at)], end: text.length, unclosed: at };
      add(quoted.value);
      at = quoted.end;
    } else {
      add(one);
      at++;
    }
  }
  endWord();
  return { words, end: Math.min(at, text.length), unclosed: null };
}

const indexOr = (text: string, what: string, from: number): number => {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at;
};

/** The string that begins here, with any of the four kinds of quotes; null where it never ends. */
function readQuoted(text: string, start: number): { value: string; end: number } | null {
  const isAnsi = text.startsWith("$'", start);
  const open = text[start] === '$' ? start + 1 : start;
  const quote = text[open] as string;
  if (quote === "'" && !isAnsi) {
    const close = text.indexOf("'", open + 1);
    return close < 0 ? null : { value: text.slice(open + 1, close), end: close + 1 };
  }
  const parts: string[] = [];
  let at = open + 1;
  for (;;) {
    const one = text[at];
    if (one === undefined) return null;
    if (one === quote) return { value: parts.join(''), end: at + 1 };
    if (one !== '\\') {
      parts.push(one);
      at++;
    } else {
      const { value, length } = isAnsi ? ansiEscape(text, at) : doubleEscape(text, at);
      parts.push(value);
      at += length;
    }
  }
}

interface Escape {
  readonly value: string;
  readonly length: number;
}

/** Within double quotes a backslash escapes five characters, and stays before all others. */
function doubleEscape(text: string, at: number): Escape {
  if (text.startsWith('\r\n', at + 1)) return { value: '', length: 3 };
  const next = text[at + 1] ?? '';
  if (next === '\n') return { value: '', length: 2 };
  return { value: /[$`"\\]/.test(next) ? next : `\\${next}`, length: 1 + next.length };
}

const letters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** ANSI-C quoting. Octal and \x are octets in bash; here they are characters, as in what browsers write. */
function ansiEscape(text: string, at: number): Escape {
  const numbered = /^\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|([0-7]{1,3}))/i.exec(
    text.slice(at, at + 10),
  );
  if (numbered) {
    const [whole, two, four, eight, octal] = numbered;
    const code = octal
      ? Number.parseInt(octal, 8) & 0xff
      : Number.parseInt(two ?? four ?? eight ?? '', 16);
    return { value: code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code), length: whole.length };
  }
  const next = text[at + 1] ?? '';
  if (next === 'c' && text[at + 2] !== undefined) {
    return { value: String.fromCharCode(text.charCodeAt(at + 2) & 0x1f), length: 3 };
  }
  if (Object.hasOwn(letters, next)) return { value: letters[next] as string, length: 2 };
  return { value: /['"?\\]/.test(next) ? next : `\\${next}`, length: 1 + next.length };
}
