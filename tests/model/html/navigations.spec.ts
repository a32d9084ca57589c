/** Same-site or not, by the way that leads to a document. */
import { expect, test } from '@playwright/test';
import type { AgentId } from '../../../lab/model/index.ts';
import {
  type AnswerSpec,
  back,
  blankWindow,
  click,
  evil,
  fetch,
  form,
  frame,
  link,
  localFrame,
  metaRefresh,
  openWindow,
  otherWww,
  readCookie,
  redirect,
  reload,
  type Step,
  toLocation,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const setCookie = ['strict=1; SameSite=Strict; Secure', 'lax=1; SameSite=Lax; Secure'];
const sentAfter = (from: typeof www | typeof evil, ...steps: Step[]) =>
  predictSteps([visit(www, { answer: { setCookie } }), visit(from), ...steps]).sent('to');

const ways = {
  link: link(www, { as: 'to' }),
  'link into a window': link(www, { target: '_blank', as: 'to' }),
  'window.open': openWindow(www, [], { as: 'to' }),
  'window.open with noopener': openWindow(www, [], { noopener: true, as: 'to' }),
  'meta refresh': metaRefresh(www, { as: 'to' }),
  'location.assign': toLocation(www, { as: 'to' }),
};
for (const [way, step] of Object.entries(ways)) {
  test(`By ${way} a Strict cookie goes out from its own site only`, () => {
    expect(sentAfter(evil, step)).toEqual(['lax']);
    expect(sentAfter(www, step)).toEqual(['strict', 'lax']);
  });
}

// RFC 10025 §5.2
test('What the user reloads is same-site if what led to the page was', () => {
  expect(sentAfter(evil, link(www), reload({ as: 'to' }))).toEqual(['lax']);
  expect(sentAfter(www, link(www), reload({ as: 'to' }))).toEqual(['strict', 'lax']);
  expect(sentAfter(evil, visit(www), reload({ as: 'to' }))).toEqual(['strict', 'lax']);
});

test('What a script reloads is asked by the page itself', () => {
  expect(sentAfter(evil, link(www), reload({ by: 'script', as: 'to' }))).toEqual(['strict', 'lax']);
});

test('What a script reloads in a frame is asked by the document there; in Firefox by who led the frame to it', () => {
  const inside = [link(www), reload({ by: 'script', as: 'to' })];
  const sent = (top: typeof www | typeof evil, agent: AgentId) =>
    predictSteps(
      [visit(www, { answer: { setCookie } }), visit(top), frame(evil, inside)],
      agent,
    ).sent('to');
  expect(sent(www, 'standard')).toEqual(['strict', 'lax']);
  expect(sent(www, 'firefox')).toEqual([]);
  expect(sent(evil, 'standard')).toEqual([]);
});

test('A script goes on with the initiator of a page that was reloaded', () => {
  const steps = [link(www), reload(), reload({ as: 'to' })];
  expect(sentAfter(evil, ...steps)).toEqual(['lax']);
});

test('A page that came by POST is reloaded by POST; by a script of WebKit by GET', () => {
  const method = (by: 'user' | 'script', agent: AgentId) =>
    predictSteps([visit(www), form('POST', www), reload({ by, as: 'to' })], agent).of('to').method;
  expect(method('user', 'standard')).toBe('POST');
  expect(method('script', 'standard')).toBe('POST');
  expect(method('user', 'webkit')).toBe('POST');
  expect(method('script', 'webkit')).toBe('GET');
  const redirected = form('POST', www, { answer: { redirect: redirect(www, { status: 303 }) } });
  expect(predictSteps([visit(www), redirected, reload({ as: 'to' })]).of('to').method).toBe('GET');
});

test('Out of a frame a form leads the page around it; out of a foreign one after a click', () => {
  const out = form('POST', www, { target: '_top', as: 'to' });
  const after = fetch(www, { as: 'then' });
  const { sent, of } = predictSteps([
    visit(www, { answer: { setCookie } }),
    frame(www, [out]),
    after,
  ]);
  expect(sent('to')).toEqual(['strict', 'lax']);
  expect(of('to').method).toBe('POST');
  expect(sent('then')).toEqual(['strict', 'lax']);
  expect(sentAfter(www, frame(evil, [click(), out]))).toEqual([]);
  expect(predictSteps([visit(www), frame(evil, [out])]).unpredicted.get('to')).toMatch(/a click/);
  const sandboxed = frame(evil, [click(), out], { sandbox: 'allow-scripts allow-forms' });
  expect(predictSteps([visit(www), sandboxed]).of('to').arrived).toBe(false);
});

test('What a window at about:blank asks goes with everything in WebKit, which has no first party for it', () => {
  const steps = [blankWindow([fetch(www, { credentials: 'include', as: 'to' })])];
  const sent = (agent: AgentId) =>
    predictSteps([visit(www, { answer: { setCookie } }), visit(evil), ...steps], agent).sent('to');
  expect(sent('standard')).toEqual([]);
  expect(sent('webkit:itp')).toEqual(['strict', 'lax']);
});

const noStore = { headers: [['Cache-Control', 'no-store']] } as const;

test('Going back shows a page as it was left, and asks for one that says no-store', () => {
  const steps = (answer: AnswerSpec) => [
    visit(www, { answer }),
    readCookie('before'),
    link(evil),
    back({ as: 'back' }),
    fetch(www, { as: 'call' }),
  ];
  const kept = predictSteps(steps({ setCookie }));
  expect(kept.of('back').arrived).toBe(false);
  expect(kept.sent('call')).toEqual(['strict', 'lax']);
  expect(predictSteps(steps({ setCookie, ...noStore })).sent('back')).toEqual(['strict', 'lax']);
});

test('Who goes back is as cross-site as who came; in WebKit as the page that is left', () => {
  const sent = (agent: AgentId, ...steps: Step[]) =>
    predictSteps(
      [visit(www, { answer: { setCookie } }), ...steps, back({ as: 'back' })],
      agent,
    ).sent('back');
  const typed = [visit(www, { answer: noStore }), link(evil)];
  const linked = [visit(evil), link(www, { answer: noStore }), link(www)];
  expect(sent('firefox', ...typed)).toEqual(['strict', 'lax']);
  expect(sent('webkit', ...typed)).toEqual(['lax']);
  expect(sent('firefox', ...linked)).toEqual(['lax']);
  expect(sent('webkit', ...linked)).toEqual(['strict', 'lax']);
});

test('Chromium keeps a no-store page until a cookie changes that it would be sent', () => {
  const arrived = (from: typeof www | typeof evil, line: string) =>
    predictSteps(
      [
        visit(www, { answer: { setCookie, ...noStore } }),
        link(from, { answer: { setCookie: line } }),
        back({ as: 'back' }),
      ],
      'chromium',
    ).of('back').arrived;
  expect(arrived(www, 'other=1; HttpOnly')).toBe(true);
  expect(arrived(www, 'lax=; Max-Age=0; Secure')).toBe(true);
  expect(arrived(www, 'never=; Max-Age=0')).toBe(false);
  expect(arrived(evil, 'other=1')).toBe(false);
});

test('A page that was gone back to can be left and gone back to again', () => {
  const { sent } = predictSteps([
    visit(www, { answer: { setCookie, ...noStore } }),
    link(evil),
    back(),
    reload(),
    link(evil),
    back({ as: 'again' }),
  ]);
  expect(sent('again')).toEqual(['strict', 'lax']);
});

test('srcdoc and about:blank see and send their parent’s cookies, data: none', () => {
  const inside = (content: 'srcdoc' | 'about:blank' | 'data:', agent?: 'firefox' | 'chromium') =>
    predictSteps(
      [
        visit(www, { answer: { setCookie } }),
        localFrame(content, [
          readCookie('read'),
          fetch(www, { credentials: 'include', as: 'call' }),
        ]),
      ],
      agent,
    );
  for (const content of ['srcdoc', 'about:blank'] as const) {
    expect(inside(content).of('read').documentCookie).toHaveLength(2);
    expect(inside(content).sent('call')).toEqual(['strict', 'lax']);
  }
  // HTML "cookie-averse": it reads none. Chromium throws.
  expect(inside('data:').of('read').documentCookie).toEqual([]);
  expect(inside('data:', 'chromium').of('read').documentCookie).toBeNull();
  expect(inside('data:', 'firefox').sent('call')).toEqual([]);
});

test('A frame without a URL is led to a document with one: of its own origin, and with its cookies', () => {
  for (const content of ['data:', 'srcdoc'] as const) {
    const { of, sent } = predictSteps(
      [
        visit(www, { answer: { setCookie } }),
        localFrame(content, [link(www), readCookie('read'), fetch(www, { as: 'call' })]),
      ],
      'chromium',
    );
    expect(of('read').documentCookie).toHaveLength(2);
    expect(sent('call')).toEqual(['strict', 'lax']);
  }
});

test('What leads to no document leaves the page where it is', () => {
  const { sent } = predictSteps([
    visit(www, { answer: { setCookie } }),
    visit(otherWww, { answer: { status: 204 } }),
    fetch(www, { as: 'call' }),
  ]);
  expect(sent('call')).toEqual(['strict', 'lax']);
});

test('Where ancestors are ignored a frame of another site between changes nothing', () => {
  const within = (agent: 'firefox:allowed' | 'webkit:itp') =>
    predictSteps(
      [visit(www, { answer: { setCookie } }), frame(evil, [frame(www, [], { as: 'inner' })])],
      agent,
    ).sent('inner');
  expect(within('firefox:allowed')).toEqual([]);
  expect(within('webkit:itp')).toEqual(['strict', 'lax']);
});
