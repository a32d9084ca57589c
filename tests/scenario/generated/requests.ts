/** For tests: requests by script, with every field that they can have. */
import {
  axios,
  beacon,
  eventSource,
  fetch,
  webSocket,
  xhr,
} from '../../../lab/scenario/steps/index.ts';
import { asked, type Makers } from './makers.ts';
import type { Scene } from './scene.ts';

const methods = ['POST', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'put', 'TRACE'] as const;
const headerSets: readonly [
  Readonly<Record<string, string>>,
  ...Readonly<Record<string, string>>[],
] = [
  { 'x-lab': '1' },
  { authorization: 'Bearer x' },
  { 'content-type': 'application/json' },
  { 'content-type': 'text/plain;charset=UTF-8' },
  { accept: 'text/html', 'accept-language': 'de' },
  { cookie: 'forged=1', origin: 'https://forged.test' },
  { 'X-Requested-With': 'XMLHttpRequest', authorization: 'Basic eDp5' },
];

/** What requests by script have in common. */
function scripted(scene: Scene) {
  const { choices, taken } = scene;
  const method = choices.isOneIn(3) ? choices.pick(methods) : undefined;
  const name = choices.isOneIn(12) ? choices.pick(['token', 'csrf']) : undefined;
  const known = taken.length > 0 && choices.isOneIn(2) ? taken[0] : undefined;
  if (name !== undefined) taken.push(name);
  return {
    ...(method !== undefined && { method }),
    ...choices.maybe(6, () => ({ headers: choices.pick(headerSets) })),
    ...(known !== undefined && { headers: { 'x-token': `{${known}}` } }),
    ...(/^(POST|PUT|PATCH|put)$/.test(method ?? '') && choices.maybe(2, () => ({ body: 'a=1' }))),
    ...(name !== undefined && { take: [name] }),
  };
}

/** The answer that a value is taken out of. */
const told = (options: { answer: object; as: string }, take: readonly string[] = []) =>
  take.length === 0
    ? options
    : {
        ...options,
        answer: {
          ...options.answer,
          body: JSON.stringify({ [take[0] as string]: 'v' }),
          type: 'application/json',
        },
      };

export const requests: Makers<'fetch' | 'xhr' | 'axios' | 'beacon' | 'eventSource' | 'webSocket'> =
  {
    fetch: (scene) => {
      const { choices, repeatable } = scene;
      const url = scene.anyUrl();
      const credentials = choices.pick([
        'include',
        'include',
        'same-origin',
        'omit',
        undefined,
      ] as const);
      if (repeatable && choices.isOneIn(2)) {
        scene.repeatable = null;
        return fetch(repeatable.url, {
          ...(credentials && { credentials }),
          again: repeatable.as,
          as: scene.label('again'),
        });
      }
      const leaves = choices.isOneIn(20);
      // Nothing waits for what a page asks as it is left: no preflight has the time.
      const plain = leaves ? {} : scripted(scene);
      const special = {
        ...choices.maybe(6, () => ({
          mode: choices.pick(['cors', 'no-cors', 'same-origin'] as const),
        })),
        ...choices.maybe(6, () => ({
          from: choices.pick([
            'worker',
            'shared worker',
            'service worker',
            'controlled page',
          ] as const),
        })),
        ...choices.maybe(12, () => ({ keepalive: true })),
      };
      const options = told(asked(scene, 'fetch', url), 'take' in plain ? plain.take : []);
      scene.leaving ||= leaves;
      if (
        !leaves &&
        Object.keys({ ...plain, ...special }).length === 0 &&
        !('redirect' in options.answer)
      ) {
        scene.repeatable = { as: options.as, url };
      }
      return fetch(url, {
        ...(credentials && { credentials }),
        ...plain,
        ...(leaves ? { keepalive: true, leaving: true } : special),
        ...options,
      });
    },
    xhr: (scene) => {
      const url = scene.anyUrl();
      const { repeatable, choices } = scene;
      const withCredentials = choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) }));
      if (repeatable && choices.isOneIn(2)) {
        scene.repeatable = null;
        return xhr(repeatable.url, {
          ...withCredentials,
          again: repeatable.as,
          as: scene.label('again'),
        });
      }
      const plain = scripted(scene);
      return xhr(url, {
        ...withCredentials,
        ...plain,
        ...told(asked(scene, 'xhr', url), plain.take),
      });
    },
    axios: (scene) => {
      const url = scene.anyUrl();
      const { choices } = scene;
      const plain = scripted(scene);
      return axios(url, {
        ...choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) })),
        ...choices.maybe(2, () => ({ withXSRFToken: choices.isOneIn(2) })),
        ...plain,
        ...told(asked(scene, 'axios', url), plain.take),
      });
    },
    beacon: (scene) => {
      const url = scene.anyUrl();
      const leaves = scene.choices.isOneIn(3);
      scene.leaving ||= leaves;
      return beacon(url, {
        ...(leaves && { leaving: true }),
        ...scene.choices.maybe(2, () => ({ body: 'seen' })),
        ...asked(scene, 'beacon', url),
      });
    },
    eventSource: (scene) => {
      const url = scene.anyUrl();
      const { choices } = scene;
      return eventSource(url, {
        ...choices.maybe(2, () => ({ withCredentials: choices.isOneIn(2) })),
        ...asked(scene, 'events', url),
      });
    },
    webSocket: (scene) => {
      const url = scene.anyUrl();
      return webSocket(url, asked(scene, 'socket', url));
    },
  };
