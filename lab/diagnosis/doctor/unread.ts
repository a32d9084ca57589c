/** Responses that a script wanted to read and could not. */
import type { ReasonCode } from '../../base/reasons/index.ts';
import { isUnnamed } from '../../import/index.ts';
import { isIpAddress, isLoopback } from '../../model/rules.ts';
import { responseHeader, type Scene } from '../scenes.ts';
import { isForeign } from './expected.ts';
import { urlOfScene } from './names.ts';
import { isChecked, type Traffic } from './traffic.ts';

/** Could a script not read a response that it asked for? */
export const isUnread = (scene: Scene): boolean =>
  scene.seen.readable === false && isMeantForScript(scene);

/** Does another party's server refuse its own widget, or not answer at all? That is no business of the page around it. */
export function isOthersRefusal(scene: Scene, traffic: Traffic): boolean {
  const { seen, document } = scene;
  const isRefused = [401, 403].includes(seen.status ?? 0) && document?.parent != null;
  const isKeptAway = seen.observation.reasons.some(({ code }) => keptAway.has(code));
  return (isRefused || (isKeptAway && !isNearby(scene))) && isForeign(scene, null, traffic);
}

/** As of trackers: by blocking lists of names, and by the page's own policy. */
const keptAway: ReadonlySet<ReasonCode> = new Set([
  'HostNotFound',
  'ConnectionRefused',
  'ContentSecurityPolicy',
]);

/** This machine, or a container: no party's service. */
function isNearby(scene: Scene): boolean {
  const { hostname = '' } = urlOfScene(scene) ?? {};
  return isLoopback(hostname) || isIpAddress(hostname) || !hostname.includes('.');
}

/** Does the file tell which origin the response has to allow? */
const hasKnownOrigin = ({ document }: Scene): boolean =>
  document === null || document.opaque !== null || !isUnnamed(document.url.href);

/** Did a script want to read the response? In mode no-cors none can: beacons post, and want nothing. */
const isMeantForScript = (scene: Scene): boolean => {
  const { exchange, request, seen } = scene;
  if (!isChecked(scene) || !hasKnownOrigin(scene)) return false;
  if (request?.mode !== 'no-cors') return true;
  return (
    exchange.method === 'GET' &&
    seen.status === 200 &&
    /\bjson\b/i.test(responseHeader(scene, 'Content-Type') ?? '')
  );
};
