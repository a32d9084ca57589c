/** How plans deal with new documents: where they come from, and in whose name they ask. */
import { expect, test } from '@playwright/test';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import {
  api,
  back,
  blankWindow,
  cookieStore,
  evil,
  fetch,
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

const planOf = (...steps: Step[]) => plan({ steps: [visit(www), ...steps] }, 'test');
const labelled = (label: string, ...steps: Step[]) =>
  planOf(...steps).exchanges.find(({ as }) => as === label);

test('A reload asks the URL where the page stands, as an exchange of its own', () => {
  const { exchanges } = planOf(
    link(evil, { answer: { redirect: redirect(otherWww, { answer: { setCookie: 'a=1' } }) } }),
    reload({ as: 'again' }),
    reload({ as: 'and again' }),
  );
  const [, , reached, again, andAgain] = exchanges;
  expect(again).toMatchObject({ again: reached?.id, url: reached?.url, answer: reached?.answer });
  expect(andAgain?.again).toBe(reached?.id);
  expect(new Set(exchanges.map(({ id }) => id)).size).toBe(exchanges.length);
});

test('The user’s reload has no initiator, a script’s is asked by its own page', () => {
  expect(labelled('r', reload({ as: 'r' }))?.initiator).toBeNull();
  expect(labelled('r', reload({ as: 'r', by: 'script' }))?.initiator).toBe(www);
});

test('A reload in a frame asks the URL that the frame was led to, in the name of its document', () => {
  const steps = [link(otherWww), reload({ by: 'script', as: 'r' })];
  const { exchanges, documents } = planOf(frame(evil, steps));
  expect(exchanges[3]).toMatchObject({
    ...{ as: 'r', again: exchanges[2]?.id, url: exchanges[2]?.url },
    initiator: otherWww,
  });
  expect(documents.at(-1)).toMatchObject({ from: exchanges[3]?.id, parent: documents[0]?.id });
});

test('Back leads to the page before, from which the next steps ask', () => {
  const { exchanges } = planOf(link(evil), back({ as: 'back' }), fetch(api, { as: 'call' }));
  expect(exchanges[2]).toMatchObject({ as: 'back', again: exchanges[0]?.id });
  expect(exchanges[3]?.initiator).toBe(www);
});

for (const [name, step] of [
  ['A meta refresh', metaRefresh(evil)],
  ['location.replace', toLocation(evil, { by: 'replace' })],
] as const) {
  test(`${name} takes the page’s place in the session history`, () => {
    const { exchanges } = planOf(link(otherWww), step, back({ as: 'back' }));
    expect(exchanges[3]).toMatchObject({ as: 'back', again: exchanges[0]?.id });
  });
}

test('Without a page before there is nothing to go back to', () => {
  expect(() => planOf(back())).toThrow(RangeError);
});

for (const [name, step] of [
  ['location.assign', toLocation(evil)],
  ['A meta refresh', metaRefresh(evil)],
] as const) {
  test(`${name} leads on, and the next steps ask from there`, () => {
    expect(labelled('call', step, fetch(api, { as: 'call' }))?.initiator).toBe(evil);
  });
}

test('A link into a window of its own, and a window, leave the page where it is', () => {
  const call = fetch(api, { as: 'call' });
  expect(labelled('call', link(evil, { target: '_blank' }), call)?.initiator).toBe(www);
  expect(labelled('call', openWindow(evil, [], { noopener: true }), call)?.initiator).toBe(www);
});

test('A target leads the page around a frame on, and the next steps ask from there', () => {
  const inside = (target: '_top' | '_parent') =>
    frame(otherWww, [frame(evil, [link(api, { target, as: 'led' })])]);
  const call = fetch(api, { as: 'call' });
  expect(labelled('call', inside('_top'), call)?.initiator).toBe(api);
  expect(labelled('call', inside('_parent'), call)?.initiator).toBe(www);
  const { documents, exchanges } = planOf(inside('_top'), back({ as: 'back' }));
  const [first, , innermost, led] = documents;
  expect(led).toMatchObject({ url: `${api}/`, parent: null, initiator: innermost?.id });
  expect(exchanges.at(-1)).toMatchObject({ as: 'back', again: first?.from });
});

test('A window at about:blank asks in the name of its opener, from where it is led on', () => {
  const { exchanges, documents } = planOf(
    blankWindow([fetch(api, { as: 'call' }), toLocation(evil), fetch(api, { as: 'then' })]),
  );
  expect(exchanges.map(({ initiator }) => initiator)).toEqual([null, www, www, www, evil]);
  expect(documents[1]).toMatchObject({ parent: null, initiator: documents[0]?.id });
});

const askedIn = (content: 'srcdoc' | 'about:blank' | 'data:', sandbox?: string) =>
  labelled(
    'call',
    localFrame(content, [fetch(api, { as: 'call' })], {
      ...(sandbox !== undefined && { sandbox }),
    }),
  )?.initiator;

test('srcdoc and about:blank have their parent’s origin, data: has none', () => {
  expect(askedIn('srcdoc')).toBe(www);
  expect(askedIn('about:blank')).toBe(www);
  expect(askedIn('data:')).toBe('null');
  expect(askedIn('srcdoc', 'allow-scripts')).toBe('null');
});

test('A frame with a URL in a data: document has that URL’s origin', () => {
  const inside = frame(otherWww, [fetch(api, { as: 'call' })]);
  expect(labelled('call', localFrame('data:', [inside]))?.initiator).toBe(otherWww);
});

test('A document that no server sends is an exchange without a URL, called after its content', () => {
  const { exchanges } = planOf(localFrame('srcdoc', [readCookie()]), localFrame('srcdoc', []));
  expect(exchanges.map(({ as, url }) => [as, url === ''])).toEqual([
    ['visit 1', false],
    ['srcdoc 1', true],
    ['readCookie 1', true],
    ['srcdoc 2', true],
  ]);
});

test('The domain of a cookie to set has the topology’s name', () => {
  const steps = [visit(www), cookieStore.set({ name: 'a', value: '1', domain: 'example.test' })];
  expect(plan({ steps }, 'com').steps[1]).toMatchObject({
    call: { cookie: { name: 'a', value: '1', domain: 'example.com' } },
  });
});
