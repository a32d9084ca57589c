/** Names that people call browsers by, and the column that comes nearest. */

interface OtherName {
  readonly column: string;
  /** What they should know. */
  readonly note: string;
  /** What is meant by it where that column is on paper, and a browser is wanted. */
  readonly otherwise?: OtherName;
}

const chromiums = 'it has the engine of Chromium';

/** By lower-case name. */
export const otherNames: Readonly<Record<string, OtherName>> = {
  chrome: { column: 'chromium', note: 'Chrome or Chromium, whichever is installed' },
  'google-chrome': { column: 'chromium', note: 'Chrome or Chromium, whichever is installed' },
  edge: { column: 'chromium', note: `${chromiums}; its own tracking prevention is not measured` },
  msedge: { column: 'chromium', note: `${chromiums}; its own tracking prevention is not measured` },
  brave: {
    column: 'chromium:blocked',
    note: `${chromiums}, and blocks third-party cookies; its shields are not measured`,
  },
  opera: { column: 'chromium', note: chromiums },
  incognito: { column: 'chromium:incognito', note: 'in Chromium' },
  'firefox-esr': { column: 'firefox', note: 'Firefox, whichever release is installed' },
  mozilla: { column: 'firefox', note: 'Firefox, whichever release is installed' },
  safari: {
    column: 'safari:26',
    note: 'Safari 26 on paper: predicted from sources, not measured (docs/safari.md)',
    otherwise: {
      column: 'webkit:itp',
      note: 'WebKitGTK with tracking prevention, the nearest that runs here, and not Safari; for Safari itself see docs/browsers.md',
    },
  },
  webkitgtk: { column: 'webkit', note: 'as shipped' },
  epiphany: { column: 'webkit', note: 'WebKitGTK as shipped' },
};
