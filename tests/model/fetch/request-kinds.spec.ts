import { expect, test } from '@playwright/test';
import { agents } from '../../../lab/model/agents/agents.ts';
import {
  allow,
  api,
  axios,
  beacon,
  eventSource,
  everySameSite,
  fetch,
  font,
  frame,
  moduleScript,
  otherApi,
  prefetch,
  preload,
  type Step,
  script,
  speculate,
  video,
  visit,
  webSocket,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

function predicted(steps: readonly Step[], agent = agents.standard) {
  const { of, unpredicted } = predictSteps(steps, agent, 'test');
  return { of, doubts: unpredicted };
}

const answer = { cors: allow(www) };
const visits = [visit(otherApi, { answer: { setCookie: everySameSite } }), visit(www)];

for (const [name, step, sent, readable] of [
  ['axios withCredentials', axios(otherApi, { withCredentials: true, answer }), ['none'], true],
  ['axios', axios(otherApi, { answer }), [], true],
  ['a WebSocket, which CORS does not guard', webSocket(otherApi), ['none'], true],
  [
    'a WebSocket that is refused',
    webSocket(otherApi, { answer: { status: 403 } }),
    ['none'],
    false,
  ],
  ['an EventSource', eventSource(otherApi, { answer }), [], true],
  [
    'an EventSource without CORS',
    eventSource(otherApi, { withCredentials: true }),
    ['none'],
    false,
  ],
  [
    'an EventSource that is no stream',
    eventSource(otherApi, { answer: { ...answer, type: 'text/plain' } }),
    [],
    false,
  ],
  ['a beacon', beacon(otherApi), ['none'], null],
  ['a script', script(otherApi), ['none'], null],
  ['a script without credentials', script(otherApi, { crossorigin: 'anonymous' }), [], null],
  ['a module script', moduleScript(otherApi), [], null],
  ['a video', video(otherApi), ['none'], null],
  ['a preload', preload('fetch', otherApi), ['none'], null],
  ['a font', font(otherApi), [], null],
  [
    'a fetch in a worker',
    fetch(otherApi, { credentials: 'include', from: 'worker', answer }),
    ['none'],
    true,
  ],
] as const) {
  test(`What goes along cross-site, and who reads it: ${name}`, () => {
    const { of } = predicted([...visits, { ...step, as: 'it' }]);
    expect(of('it').sent?.map((cookie) => cookie.name)).toEqual(sent);
    expect(of('it').readable).toBe(readable);
  });
}

test('WebKit loads fonts as images: with credentials', () => {
  const { of } = predicted([...visits, font(otherApi, { as: 'it' })], agents['webkit:allowed']);
  expect(of('it').sent?.map(({ name }) => name)).toContain('none');
});

test('An accepted handshake is answered with 101, and its cookies are stored', () => {
  const setCookie = 'sid=1; Secure';
  const { of } = predicted([visit(www), webSocket(api, { answer: { setCookie }, as: 'it' })]);
  expect(of('it')).toMatchObject({ status: 101, stored: ['sid'] });
});

test('A beacon of a sandboxed page has the Origin null, in WebKit that of its URL', () => {
  const sandboxed = frame(www, [beacon(otherApi, { as: 'it' })], { sandbox: 'allow-scripts' });
  const origin = (agent: 'standard' | 'webkit') =>
    predictSteps([visit(www), sandboxed], agent, 'test')
      .of('it')
      .requestHeader('origin');
  expect(origin('standard')).toEqual({ value: 'null' });
  expect(origin('webkit')).toEqual({ value: www });
});

test('What is sent as a page is left goes with the cookies of that moment', () => {
  const leaving = beacon(api, { leaving: true, as: 'beacon' });
  const { of } = predicted([
    visit(www),
    leaving,
    fetch(api, { credentials: 'include', answer: { ...answer, setCookie: 'late=1; Secure' } }),
    visit(www),
  ]);
  expect(of('beacon').sent).toEqual([{ name: 'late', value: '1' }]);
  expect(predicted([visit(www), leaving]).of('beacon').arrived).toBe(false);
});

test('The model says what of these kinds it cannot know', () => {
  const shared = fetch(api, { from: 'shared worker', as: 'shared' });
  const { of, doubts } = predicted([
    visit(www),
    prefetch(api, { as: 'prefetch' }),
    speculate('prerender', api, { as: 'prerender' }),
    frame(www, [shared]),
  ]);
  for (const label of ['prefetch', 'prerender', 'shared']) {
    expect(() => of(label), label).toThrow(/nothing is predicted/);
    expect(doubts.get(label), label).toMatch(/\w+ \w+/);
  }
});
