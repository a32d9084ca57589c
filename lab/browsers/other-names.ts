/** Names that people call browsers by, and the column that comes nearest. */

interface OtherName {
  readonly column: string;
  /** What they should know. */
  readonly note: string;
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
    column: 'webkit:itp',
    note: 'WebKitGTK with tracking prevention, the nearest here, and not Safari; for Safari itself see docs/browsers.md',
  },
  webkitgtk: { column: 'webkit', note: 'as shipped' },
  epiphany: { column: 'webkit', note: 'WebKitGTK as shipped' },
};
