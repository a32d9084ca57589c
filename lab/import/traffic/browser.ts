/** Which browser sent it, by its User-Agent. */
import type { Browser } from '../import.ts';

/** Chromium's forks call themselves Chrome, and all but Firefox call themselves Safari. */
export function browserOf(userAgent: string | null): Browser | null {
  const [, firefox] = /\bFirefox\/([\d.]+)/.exec(userAgent ?? '') ?? [];
  if (firefox !== undefined) return { engine: 'firefox', version: firefox };
  const [, chromium] = /\b(?:Headless)?Chrom(?:e|ium)\/([\d.]+)/.exec(userAgent ?? '') ?? [];
  if (chromium !== undefined) return { engine: 'chromium', version: chromium };
  if (!/\bAppleWebKit\//.test(userAgent ?? '')) return null;
  const [, version = ''] = /\bVersion\/([\d.]+)/.exec(userAgent ?? '') ?? [];
  const isApples = /\((?:Macintosh|iPhone|iPad|iPod)\b/.test(userAgent ?? '');
  return { engine: 'webkit', version, ...(isApples && { safari: safariOf(version) }) };
}

/** Agents of the model by the version from which they stand for Safari, the newest first. */
const safaris = [
  [26.2, 'safari:26'],
  [26, 'safari:26.0'],
  [18.5, 'safari:18'],
  [18.4, 'safari:18.4'],
  [0, 'safari:18'],
] as const;

/** An unknown version counts as the newest: other browsers on an iPhone do not tell it. */
function safariOf(version: string): string {
  const known = safaris.find(([from]) => Number.parseFloat(version || '26.2') >= from);
  return known?.[1] ?? 'safari:26';
}

/**
 * Does it send Sec-Fetch-Storage-Access with every third-party request that includes credentials?
 * https://privacycg.github.io/storage-access-headers/
 */
export const tellsStorageAccess = (browser: Browser | null): boolean =>
  browser !== null &&
  Number.parseInt(browser.version, 10) >=
    { chromium: 133, firefox: 147, webkit: Number.POSITIVE_INFINITY }[browser.engine];

/** The policies that the browser may have, as agents of the model: as shipped first. */
export function policiesOf(browser: Browser | null): readonly string[] {
  if (browser?.safari !== undefined) return [browser.safari, 'webkit:itp', 'webkit:allowed'];
  return browser
    ? policies[browser.engine]
    : Object.values(policies).flatMap(([shipped = '']) => shipped);
}

const policies: Readonly<Record<Browser['engine'], readonly string[]>> = {
  chromium: ['chromium', 'chromium:blocked'],
  firefox: ['firefox', 'firefox:allowed', 'firefox:blocked'],
  webkit: ['webkit:itp', 'webkit', 'webkit:allowed'],
};
