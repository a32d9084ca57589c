/** How two exchanges were asked: by which page, as what, with what. */

import { standard } from '../../../model/index.ts';
import { topLevelOf } from '../../../model/rules.ts';
import { actualMessage, seenHeader } from '../../../scenario/recording.ts';
import { sitesFor } from '../../replay.ts';
import type { Scene } from '../../scenes.ts';
import { urlOfScene } from '../names.ts';
import type { Candidate, Difference } from './difference.ts';
import type { Pair, Pairs } from './pairs.ts';

/** The differences in how a pair was asked, as far as both files tell. */
export function requests(pair: Pair, names: Pairs): Candidate[] {
  const exchange = { good: pair.good.exchange.id, bad: pair.bad.exchange.id };
  return rows(names).flatMap(({ aspect, header = null, means, shows = means }): Difference[] => {
    const [good, bad] = [means(pair.good, false), means(pair.bad, true)];
    if (good === null || bad === null || good === bad) return [];
    const [theirs, mine] = [shows(pair.good, false), shows(pair.bad, true)];
    return [{ aspect, exchange, cookie: null, header, good: theirs || null, bad: mine || null }];
  });
}

/** Null: the file does not tell. */
type Text = (scene: Scene, isBad: boolean) => string | null;

interface Row {
  readonly aspect: Difference['aspect'];
  readonly header?: string;
  readonly means: Text;
  readonly shows?: Text;
}

const isAssumed = ({ exchange }: Scene, what: 'kind' | 'mode' | 'credentials' | 'client') =>
  exchange.assumed?.includes(what) === true;

const rows = ({ inGood }: Pairs): readonly Row[] => [
  {
    aspect: 'page',
    means: (scene) => (isAssumed(scene, 'client') ? null : relationOf(scene)),
    shows: (scene) => `${relationOf(scene)}: ${scene.document?.url.origin ?? 'the address bar'}`,
  },
  {
    aspect: 'url',
    means: (scene, isBad) => {
      const origin = urlOfScene(scene)?.origin ?? '';
      return isBad ? inGood(origin) : origin;
    },
    shows: (scene) => urlOfScene(scene)?.origin ?? null,
  },
  {
    aspect: 'request',
    means: (scene) =>
      isAssumed(scene, 'kind') || isAssumed(scene, 'mode') || !scene.request
        ? null
        : `mode ${scene.request.mode}`,
  },
  {
    aspect: 'request',
    means: (scene) =>
      isAssumed(scene, 'credentials') || scene.request?.tainting !== 'cors'
        ? null
        : `credentials ${scene.exchange.credentials}`,
  },
  {
    aspect: 'request-header',
    header: 'Origin',
    // Browsers differ in when they send it; null is of sandboxed frames, and of redirects.
    means: (scene) => {
      const origin = headerOf(scene, 'Origin');
      return origin ? (origin === 'null' ? 'null' : 'its own') : null;
    },
    shows: (scene) => headerOf(scene, 'Origin'),
  },
  ...['Authorization', 'X-CSRF-Token', 'X-XSRF-Token', 'X-CSRFToken'].map(
    (header): Row => ({
      aspect: 'request-header',
      header,
      means: (scene) => {
        const value = headerOf(scene, header);
        return value && 'sent';
      },
    }),
  ),
];

/** Empty where it was not sent; null where nobody could see. */
function headerOf({ seen }: Scene, name: string): string | null {
  const message = actualMessage(seen.observation);
  const header = message && seenHeader(message.request.headers, name);
  return !header || 'gap' in header ? null : (header.value ?? '');
}

/** What the page that asks is to the URL, and its frame to the page around it. */
function relationOf(scene: Scene): string {
  const { document } = scene;
  const url = urlOfScene(scene);
  if (!document || !url) return 'no page';
  const top = topLevelOf(document);
  const around =
    top === document ? '' : `, in a frame of ${siteRelation(top.url, document.url)} page`;
  return `${siteRelation(document.url, url)}${around}`;
}

const sites = sitesFor(standard);

function siteRelation(page: URL, url: URL): string {
  if (page.origin === url.origin) return 'same-origin';
  if (sites.sameSite(page, url)) return 'same-site';
  return sites.schemelesslySameSite(page, url) ? 'same-site but for the scheme' : 'cross-site';
}
