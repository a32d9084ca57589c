/** A script's call, as it should be written. */
import type { Scene } from '../scenes.ts';

/** The call of a scene, and of the scene that redirected to it: with credentials, or as it had them. */
export function callOf({ hops, request, exchange }: Scene, withCredentials: boolean): string {
  const { url, method, kind, credentials, initiator } = hops[0] ?? exchange;
  const { origin, pathname } = url ? new URL(url) : { origin: '', pathname: '' };
  const target = origin + pathname;
  const isOwn = origin === initiator && (hops.length < 2 || request?.tainting === 'basic');
  const include = !isOwn && (withCredentials || credentials === 'include');
  switch (kind) {
    case 'xhr':
      return `xhr.withCredentials = ${include}`;
    case 'axios':
      return `axios(${options({ method, url: target, withCredentials: include })})`;
    case 'eventSource':
      return `new EventSource(${text(target)}${include ? ', { withCredentials: true }' : ''})`;
    default: {
      const given = options({
        ...(method !== 'GET' && { method }),
        ...(include && { credentials: 'include' }),
      });
      return `fetch(${text(target)}${given && `, ${given}`})`;
    }
  }
}

/** What asks for credentials: in the call of a script, on the element otherwise. */
export const askingLine = (scene: Scene): string =>
  isScripts(scene) ? callOf(scene, true) : 'crossorigin="use-credentials"';

/** Is it asked by a call that says whether credentials go along? */
export const isScripts = ({ hops, exchange }: Scene): boolean =>
  ['fetch', 'xhr', 'axios', 'eventSource'].includes((hops[0] ?? exchange).kind);

const text = (value: string) => `'${value}'`;

const options = (given: Readonly<Record<string, string | boolean>>): string => {
  const pairs = Object.entries(given).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? text(value) : value}`,
  );
  return pairs.length > 0 ? `{ ${pairs.join(', ')} }` : '';
};
