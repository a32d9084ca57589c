/**
 * Words of a command as Windows cuts it: cmd.exe takes `^` away, then the program cuts what is left
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Chrome writes `^"…^"`.
 */
import type { Words } from './words.ts';

/** Is the command written for cmd.exe? In bash no URL begins, and no line ends, with a caret. */
export const isForCmd = (text: string): boolean =>
  /\bcurl(?:\.exe)?[ \t]+\^|[ \t"]\^\r?\n/.test(text);

export function cmdWords(text: string, start = 0): Words {
  const { line, end } = afterCarets(text, start);
  const { words, isOpen } = argumentsOf(line, /^[ \t^]*\^"/.test(text.slice(start, start + 80)));
  return { words, end, unclosed: isOpen ? start : null };
}

/** cmd.exe: a caret escapes the next character, and at the end of a line the line break. */
function afterCarets(text: string, start: number): { line: string; end: number } {
  const parts: string[] = [];
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const one = text[at] as string;
    if (one === '^' && !isQuoted) {
      at++;
      if (text.startsWith('\r\n', at)) at += 2;
      else if (text[at] === '\n') at++;
      // What stands behind the line break is escaped: another line break is one of the text.
      parts.push(text.startsWith('\r\n', at) ? '\n' : (text[at] ?? ''));
      if (text.startsWith('\r\n', at)) at++;
      continue;
    }
    if (one === '\n' || (!isQuoted && (one === '&' || one === '|'))) break;
    if (one === '"') isQuoted = !isQuoted;
    if (one !== '\r') parts.push(one);
  }
  return { line: parts.join(''), end: at };
}

/**
 * The rules of Microsoft's C runtime for backslashes and quotes. Chromium doubles every backslash,
 * not only those before a quote, where the runtime has two for it; what it meant is one.
 */
function argumentsOf(line: string, isChromium: boolean): { words: string[]; isOpen: boolean } {
  const words: string[] = [];
  let word: string | null = null;
  let isQuoted = false;
  let at = 0;
  while (at < line.length) {
    const one = line[at] as string;
    if (one === '\\') {
      let slashes = 0;
      while (line[at + slashes] === '\\') slashes++;
      at += slashes;
      const beforeQuote = line[at] === '"';
      const isHalved = beforeQuote || isChromium;
      word = (word ?? '') + '\\'.repeat(isHalved ? slashes >> 1 : slashes);
      if (beforeQuote && slashes % 2 === 1) {
        word += '"';
        at++;
      }
    } else if (one === '"') {
      word ??= '';
      // A doubled quote in a quoted part is one of the text.
      if (isQuoted && line[at + 1] === '"') {
        word += '"';
        at++;
      } else isQuoted = !isQuoted;
      at++;
    } else if (!isQuoted && /[ \t]/.test(one)) {
      if (word !== null) words.push(word);
      word = null;
      at++;
    } else {
      word = (word ?? '') + one;
      at++;
    }
  }
  if (word !== null) words.push(word);
  return { words, isOpen: isQuoted };
}
