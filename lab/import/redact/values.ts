/**
 * Replacements for secret values: of the same length and kind of characters, the same for the same
 * value within one file, and made of a count, so that nothing of the value is in them.
 *
 *     'k3jX-42' → 'xxxx-x0'    'k3jX-43' → 'xxxx-x1'    'a%40b.example' → 'x%40x.xxxxxx0'
 */
export class Replacements {
  private readonly made = new Map<string, string>();
  /** How many values there have been of a pattern. */
  private readonly counts = new Map<string, number>();

  of = (value: string): string => {
    const known = this.made.get(value);
    if (known !== undefined) return known;
    const characters = value.match(unit) ?? [];
    const pattern = characters.map((one) => kindOf(one)?.first ?? one).join('');
    const count = this.counts.get(pattern) ?? 0;
    this.counts.set(pattern, count + 1);
    const replacement = numbered(characters, count);
    this.made.set(value, replacement);
    return replacement;
  };
}

/** A percent-encoded octet stays as it is; so does punctuation, which a cookie's fate can hang on. */
const unit = /%[0-9A-Fa-f]{2}|[\s\S]/gu;

/** What stands for a character: one of as many octets in UTF-8. */
interface Kind {
  /** For all that the count does not reach. */
  readonly first: string;
  readonly size: number;
  readonly digit: (value: number) => string;
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZx';
const from = (start: number, size: number): Kind => ({
  first: String.fromCodePoint(start + size - 1),
  size,
  digit: (value) => String.fromCodePoint(start + value),
});
const ascii: Kind = { first: 'x', size: 62, digit: (value) => alphabet[value] as string };
const [twoOctets, threeOctets, fourOctets] = [
  from(0xc0, 48),
  from(0x4e00, 4096),
  from(0x1f600, 64),
];

function kindOf(character: string): Kind | null {
  if (character.length === 3) return null;
  const code = character.codePointAt(0) as number;
  if (code < 0x80) return /[A-Za-z0-9]/.test(character) ? ascii : null;
  return code < 0x800 ? twoOctets : code < 0x10000 ? threeOctets : fourOctets;
}

/** The characters with a count written into them from the right; all that is left of it is `first`. */
function numbered(characters: readonly string[], count: number): string {
  let left = count;
  let isWritten = false;
  const replaced = characters.toReversed().map((one) => {
    const kind = kindOf(one);
    if (!kind) return one;
    if (isWritten) return kind.first;
    const digit = kind.digit(left % kind.size);
    left = Math.floor(left / kind.size);
    isWritten = left === 0;
    return digit;
  });
  return replaced.reverse().join('');
}
