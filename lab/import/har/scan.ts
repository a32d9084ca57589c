/**
 * Cuts the text of a HAR file into its entries while it arrives: a file of any size then needs the
 * memory of one entry. It looks at brackets and quotes alone; `JSON.parse` reads each piece.
 */

/** A place in a text: the line, from 1, and the character, from 0. */
export interface Place {
  readonly line: number;
  readonly character: number;
}

export interface Damage extends Place {
  readonly why: string;
}

export interface Scan {
  /** All but the entries, closed where it was cut off: `{"log":{"creator":{},"entries":[]}}`. */
  readonly rest: string;
  readonly foundEntries: boolean;
  /** Where the text broke, or ended before its JSON did. */
  readonly damage: Damage | null;
  /** The place of the entry that the damage cut in two; null for none. */
  readonly cutEntry: number | null;
}

type Bracket = '{' | '[';

/** Longer strings are bodies, and left empty: no browser sends or accepts a header of that length. */
const longestString = 1 << 17;
/** What is looked at at once: copying what is left of it must stay cheap. */
const pieceLength = 1 << 20;
/** The call stacks that DevTools exports nest, but not so deep. */
const deepest = 1_000;
const longestRest = 1 << 26;

export class Scanner {
  /** What has not been handed on. */
  private buffer = '';
  private at = 0;
  /** Where the entry, or the text around the entries, begins in the buffer. */
  private from = 0;
  private inEntry = false;
  /** Of the entry in its list. */
  private index = 0;
  private isTaken = false;
  /** Where the string that is being read begins, behind its quote; -1 outside of strings. */
  private string = -1;
  private isLongString = false;
  private readonly stack: Bracket[] = [];
  /** The keys of the outer brackets: `['', 'log', 'entries']`. */
  private readonly path: string[] = [];
  private key = '';
  private expectsKey = false;
  private rest = '';
  /** So much of the rest can be closed with "}}". */
  private whole = 0;
  private foundEntries = false;
  private damage: Damage | null = null;
  private ended = false;
  private line = 1;
  /** The next line break of the buffer that is not counted; -1 for none. */
  private newline = -1;
  /** How many characters came before the buffer. */
  private before = 0;
  private readonly onEntry: (text: string, place: Place, index: number) => void;
  private entryPlace: Place = { line: 1, character: 0 };

  constructor(onEntry: (text: string, place: Place, index: number) => void) {
    this.onEntry = onEntry;
  }

  /** False once nothing more can be read. */
  push(text: string): boolean {
    for (let i = 0; i < text.length && !this.damage; i += pieceLength) {
      const length = this.buffer.length;
      this.buffer += text.slice(i, i + pieceLength);
      if (this.newline < 0) this.newline = this.buffer.indexOf('\n', length);
      this.scan();
      this.compact();
    }
    return !this.damage;
  }

  end(): Scan {
    if (!this.ended) this.stop('it ends in the middle');
    const inEntries = this.inEntry || this.isBetweenEntries();
    if (this.damage) {
      this.rest = inEntries ? `${this.rest}]}}` : `${this.rest.slice(0, this.whole)}}}`;
    }
    return {
      rest: this.rest,
      foundEntries: this.foundEntries,
      damage: this.damage,
      cutEntry: this.inEntry ? this.index : null,
    };
  }

  private scan() {
    while (this.at < this.buffer.length && !this.damage) {
      if (this.string >= 0) {
        if (!this.endString()) return;
        continue;
      }
      const code = this.buffer.charCodeAt(this.at);
      if (code > 32) this.structure(this.buffer[this.at] as string);
      if (!this.damage) this.at++;
    }
  }

  private structure(character: string) {
    if (this.ended) return this.stop('there is more text after the end of its JSON');
    switch (character) {
      case '"':
        this.string = this.at + 1;
        this.isLongString = false;
        return;
      case '{':
      case '[':
        return this.open(character);
      case '}':
      case ']':
        return this.close(character);
      case ',':
        this.expectsKey = this.stack.at(-1) === '{';
        if (this.isBetweenEntries()) {
          this.handOther();
          this.index++;
          this.isTaken = false;
        }
        if (this.stack.length === 2) {
          this.keepRest(this.at);
          this.whole = this.rest.length;
        }
        return;
      case ':':
        this.expectsKey = false;
        return;
      default:
        if (this.stack.length === 0) this.stop('it does not begin as JSON does');
    }
  }

  private open(bracket: Bracket) {
    if (this.isBetweenEntries()) {
      this.inEntry = true;
      this.from = this.at;
      this.entryPlace = this.place();
    }
    if (this.stack.length === deepest) {
      return this.stop(`brackets are nested more than ${deepest} deep`);
    }
    this.path[this.stack.length] = this.key;
    this.stack.push(bracket);
    this.key = '';
    this.expectsKey = bracket === '{';
    if (this.isBetweenEntries()) {
      this.foundEntries = true;
      this.keepRest(this.at + 1);
    }
  }

  private close(bracket: string) {
    const wasBetween = this.isBetweenEntries();
    const open = this.stack.at(-1);
    if (open === undefined || closers[open] !== bracket) {
      return this.stop(`"${bracket}" closes nothing that is open`);
    }
    if (wasBetween) this.handOther();
    this.stack.pop();
    this.expectsKey = false;
    this.ended = this.stack.length === 0;
    if (this.inEntry && this.stack.length === 3) {
      const text = this.buffer.slice(this.from, this.at + 1);
      this.inEntry = false;
      this.from = this.at + 1;
      this.hand(text, this.entryPlace);
    }
  }

  /** Each has a place of its own, also where a comma is missing, or in a second list. */
  private hand(text: string, place: Place) {
    if (this.isTaken) this.index++;
    this.isTaken = true;
    this.onEntry(text, place, this.index);
  }

  /** Between entries: hands on what stands there and is neither object nor list, such as `null`. */
  private handOther() {
    const text = this.buffer.slice(this.from, this.at).trim();
    if (text !== '') this.hand(text, this.place());
    this.from = this.at + (this.buffer[this.at] === ',' ? 1 : 0);
  }

  /** Moves behind the string; false where its end has not come yet. */
  private endString(): boolean {
    const quote = this.buffer.indexOf('"', this.at);
    const end = quote < 0 ? this.buffer.length : quote;
    let slash = end;
    while (slash > this.string && this.buffer.charCodeAt(slash - 1) === 92) slash--;
    const escapes = (end - slash) % 2 === 1;
    if (end - this.string > longestString) this.isLongString = true;
    if (this.isLongString && (quote < 0 || !escapes)) {
      this.cutString(end, escapes ? '\\' : '');
      if (quote < 0) return false;
    } else {
      this.at = end;
    }
    if (quote < 0) return false;
    this.at++;
    if (escapes) return true;
    if (this.expectsKey && this.stack.length <= 2) this.readKey();
    this.string = -1;
    return true;
  }

  /** Leaves the string empty up to here, but for an escape that has begun. */
  private cutString(end: number, begun: string) {
    this.countLines(end);
    const removed = end - this.string - begun.length;
    this.buffer = this.buffer.slice(0, this.string) + begun + this.buffer.slice(end);
    this.at = end - removed;
    this.before += removed;
    if (this.newline >= 0) this.newline -= removed;
  }

  private readKey() {
    try {
      this.key = String(JSON.parse(this.buffer.slice(this.string - 1, this.at)));
    } catch {
      this.key = '';
    }
  }

  private isBetweenEntries(): boolean {
    return (
      this.stack.length === 3 &&
      !this.inEntry &&
      this.stack[2] === '[' &&
      this.path[1] === 'log' &&
      this.path[2] === 'entries'
    );
  }

  private keepRest(end: number) {
    this.rest += this.buffer.slice(this.from, end);
    this.from = end;
    if (this.rest.length > longestRest) this.stop('too much of it is not in log.entries');
  }

  /** Forgets what has been handed on. */
  private compact() {
    if (!this.inEntry && this.string < 0) {
      if (!this.isBetweenEntries()) this.keepRest(this.at);
      else if (this.buffer.slice(this.from, this.at).trim() === '') this.from = this.at;
      else if (this.at - this.from > longestString) this.stop('an entry is no object');
    }
    this.countLines(this.from);
    this.before += this.from;
    this.buffer = this.buffer.slice(this.from);
    this.at -= this.from;
    if (this.newline >= 0) this.newline -= this.from;
    if (this.string >= 0) this.string -= this.from;
    this.from = 0;
  }

  private countLines(end: number) {
    while (this.newline >= 0 && this.newline < end) {
      this.line++;
      this.newline = this.buffer.indexOf('\n', this.newline + 1);
    }
  }

  private place(): Place {
    this.countLines(this.at);
    return { line: this.line, character: this.before + this.at };
  }

  private stop(why: string) {
    this.damage ??= { ...this.place(), why };
  }
}

const closers: Readonly<Record<Bracket, string>> = { '{': '}', '[': ']' };
