/**
 * Cookies that no response of the recording sets: they were there before it began, or a script wrote
 * them. Each possibility is put into the recording as an exchange of its own.
 */
import type { Doc, PlannedExchange } from '../../scenario/plan/planned.ts';
import {
  actualMessage,
  cookiesOf,
  type Observation,
  type Recording,
} from '../../scenario/recording.ts';
import { supposedId } from '../attempts.ts';
import { sitesFor, strictest } from '../replay.ts';
import { type Scene, sentNames } from '../scenes.ts';
import { areKin, urlOfScene } from './names.ts';
import type { Traffic } from './traffic.ts';

/** The recording with each way in which the cookie may have come to be, the most permissive attributes first. */
export function origins(
  name: string,
  scene: Scene,
  traffic: Traffic,
  recording: Recording,
): Recording[] {
  const carriers = traffic.scenes.filter((scene) => sentNames(scene)?.includes(name));
  const [first] = carriers;
  const url = first && urlOfScene(first);
  if (!first || !url) return [recording];
  const value = valueIn(first, name);
  const written = writtenBy(first, url, traffic);
  const party = sitesFor(strictest).party(url.hostname);
  const secure = url.protocol === 'https:' ? 'Secure' : '';
  const none = secure ? ['SameSite=None'] : [];
  const domains = party.includes('.') ? [`Domain=${party}`, ''] : [''];
  const lines = [...none, '', 'SameSite=Lax', 'SameSite=Strict'].flatMap((sameSite) =>
    domains.map((domain) =>
      [`${name}=${value}`, 'Path=/', secure, domain, sameSite].filter(Boolean).join('; '),
    ),
  );
  const at = traffic.askedAt(first) - 1;
  const set = lines.map((line) =>
    withFirst(recording, visit(url), settingCookie(url, line, at), first),
  );
  const isMissedFirst = traffic.placeOf(scene) < traffic.placeOf(first);
  const early = isMissedFirst
    ? lines
    : cameByOtherSite(first, url, traffic)
      ? lines.slice(-domains.length)
      : [];
  const start = traffic.scenes[0] ?? first;
  return [
    // It was there all along, and stayed behind.
    ...early.map((line) =>
      withFirst(recording, visit(url), settingCookie(url, line, traffic.askedAt(start) - 1), start),
    ),
    ...(written
      ? [withFirst(recording, script(written, `${name}=${value}; Path=/`), nothing, first)]
      : []),
    ...set,
  ];
}

/** Did a link or redirect of another site lead there before the first request that has the cookie? */
const cameByOtherSite = (first: Scene, url: URL, { scenes, placeOf }: Traffic): boolean =>
  scenes.slice(0, placeOf(first)).some(({ request, document }) => {
    const place = request?.urls.at(-1);
    const isTop = request?.destination === 'top-level' && place?.hostname === url.hostname;
    return isTop && document !== null && !areKin(document.url, url);
  });

/** The label of the exchange that stands for what was before. */
export const beforeLabel = 'before the recording';

const valueIn = (scene: Scene, name: string): string =>
  cookiesOf(actualMessage(scene.seen.observation))?.find((one) => one.name === name)?.value ?? '';

/** The document whose script wrote it: where requests before the first that has it had none. */
function writtenBy(first: Scene, url: URL, { scenes, askedAt, recording }: Traffic): Doc | null {
  const { client } = first.exchange;
  const document = recording.plan.documents.find(({ id }) => id === client);
  if (!document || new URL(document.url).hostname !== url.hostname) return null;
  const earlier = scenes.filter(
    (scene) => askedAt(scene) < askedAt(first) && urlOfScene(scene)?.hostname === url.hostname,
  );
  const lacked = earlier.some((scene) => sentNames(scene) !== null && scene.seen.arrived);
  return lacked ? document : null;
}

const base = { method: 'GET', credentials: 'include', answer: {} } as const;

const visit = (url: URL): PlannedExchange => ({
  ...base,
  id: supposedId,
  as: beforeLabel,
  kind: 'visit',
  url: new URL('/', url).href,
  client: null,
  initiator: null,
});

const script = (document: Doc, line: string): PlannedExchange => ({
  ...base,
  id: supposedId,
  as: `a script of ${new URL(document.url).origin}`,
  kind: 'writeCookie',
  method: '',
  url: '',
  client: document.id,
  initiator: new URL(document.url).origin,
  line,
});

const nothing: Observation = { messages: [], script: {}, reasons: [] };

const settingCookie = (url: URL, line: string, at: number): Observation => ({
  ...nothing,
  messages: [
    {
      role: 'actual',
      at,
      request: { method: 'GET', url: new URL('/', url).href, headers: { lines: [] } },
      response: { status: 200, headers: { lines: [['set-cookie', line]] }, from: 'network' },
    },
  ],
});

/** Puts an exchange before another. */
function withFirst(
  recording: Recording,
  exchange: PlannedExchange,
  observation: Observation,
  before: Scene,
): Recording {
  const { plan, observations } = recording;
  const place = plan.exchanges.findIndex(({ id }) => id === before.exchange.id);
  const exchanges = [...plan.exchanges];
  exchanges.splice(Math.max(0, place), 0, exchange);
  return {
    ...recording,
    plan: { ...plan, exchanges },
    observations: { ...observations, [exchange.id]: observation },
  };
}
