/**
 * Where a browser is known to do other than the model of it says. What a browser does as a rule
 * belongs into its row in lab/model/agents/agents.ts; here is what no rule of the model can tell.
 */
export interface KnownDifference {
  /** Globs of columns, and of scenarios or rows. */
  readonly columns: string | readonly string[];
  readonly rows: string | readonly string[];
  readonly because: string;
  readonly see: `https://${string}` | 'measured only';
}

export const knownDifferences: readonly KnownDifference[] = [
  {
    columns: 'webkit*',
    rows: 'beyond/control-characters#del',
    because:
      'DEL stays in the value, and no server takes a request that has it in a header: it comes to none.',
    see: 'https://www.rfc-editor.org/rfc/rfc9110.html#section-5.5',
  },
  {
    columns: 'firefox:allowed',
    rows: 'cookie-store/in-a-third-party-frame#at-its-own-site',
    because:
      'The cookie store partitions no cookie where all third-party cookies are allowed; Set-Cookie does, and the model knows one rule for both.',
    see: 'measured only',
  },
  {
    columns: 'webkit:allowed',
    rows: [
      'cookie-store/in-a-third-party-frame#the-events',
      'cookie-store/in-a-third-party-frame#at-its-own-site',
    ],
    because:
      'From 2.54 on document.cookie minds SameSite in a third-party frame, and the cookie store does not; the model knows one rule for both.',
    see: 'measured only',
  },
];
