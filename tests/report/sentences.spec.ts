import { expect, test } from '@playwright/test';
import { sentenceOf } from '../../lab/report/sentences.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import {
  api,
  back,
  cookieChanges,
  cookieStore,
  evil,
  fetch,
  form,
  frame,
  hasStorageAccess,
  image,
  link,
  localFrame,
  metaRefresh,
  openWindow,
  prefetch,
  readCookie,
  redirect,
  reload,
  requestStorageAccess,
  type Step,
  speculate,
  toLocation,
  visit,
  webSocket,
  writeCookie,
  www,
} from '../../lab/scenario/steps/index.ts';

/** The sentences of steps that follow a visit of www, without the recipes in their URLs. */
function sentences(...steps: Step[]): string[] {
  const { exchanges } = plan({ steps: [visit(www), ...steps] }, 'test');
  return exchanges.slice(1).map((exchange) => {
    const { origin, pathname } = new URL(exchange.url || www);
    const url = exchange.url && `${origin}${pathname}`;
    return sentenceOf({ ...exchange, url });
  });
}

const scripts: readonly [Step, string][] = [
  [readCookie(), 'reads document.cookie'],
  [writeCookie('sid=1; Secure'), "writes document.cookie = 'sid=1; Secure'"],
  [cookieStore.getAll(), 'calls cookieStore.get() or cookieStore.getAll()'],
  [
    cookieStore.set({ name: 'sid', value: '1' }),
    "calls cookieStore.set('sid=1; Path=/; SameSite=strict; Secure')",
  ],
  [cookieStore.delete({ name: 'sid' }), "calls cookieStore.delete('sid')"],
  [cookieChanges(), 'lists the change events of cookieStore'],
  [hasStorageAccess(), 'calls document.hasStorageAccess()'],
  [requestStorageAccess(), 'calls document.requestStorageAccess()'],
  [toLocation(api), `sets its location: GET ${api}/`],
  [openWindow(api), `calls window.open(): GET ${api}/`],
  [
    fetch(api, { method: 'POST', credentials: 'omit' }),
    `calls fetch(): POST ${api}/, credentials: omit`,
  ],
  [webSocket(api), 'opens a WebSocket: wss://api.example.test/'],
];

for (const [step, does] of scripts) {
  test(`What a script does is named after the function that it calls: ${does}`, () => {
    expect(sentences(step)).toEqual([`a script on ${www} ${does}`]);
  });
}

test('Who leads a page elsewhere is told: a link, a form, a page, or the user', () => {
  expect(sentences(link(api), form('POST', www), metaRefresh(evil), visit(www))).toEqual([
    `a link on ${www} is followed: GET ${api}/`,
    `a form on ${api} is submitted: POST ${www}/`,
    `a <meta http-equiv="refresh"> on ${www} loads GET ${evil}/`,
    `the user opens a page from the address bar: GET ${www}/`,
  ]);
});

test('A reload and a step back are the user’s or a script’s', () => {
  expect(sentences(link(api), reload(), reload({ by: 'script' }), back(), visit(api))).toEqual([
    `a link on ${www} is followed: GET ${api}/`,
    `the user reloads the page: GET ${api}/`,
    `a script on ${api} reloads the page: GET ${api}/`,
    `the user goes back in the history: GET ${www}/`,
    `the user opens a page from the address bar: GET ${api}/`,
  ]);
});

test('What loads is told by its element, and a frame without a request as one', () => {
  expect(sentences(image(api), prefetch(api), speculate('prefetch', api))).toEqual([
    `an <img> on ${www} loads GET ${api}/, credentials: include`,
    `a <link rel="prefetch"> on ${www} loads GET ${api}/, credentials: include`,
    `speculation rules on ${www} load ahead: GET ${api}/`,
  ]);
  expect(sentences(frame(api), localFrame('data:', [readCookie()]))).toEqual([
    `an <iframe> on ${www} loads GET ${api}/`,
    `${www} makes a frame without a request: data:`,
    'a script on a page without an origin reads document.cookie',
  ]);
});

test('A redirect is the response’s, not the page’s', () => {
  expect(sentences(fetch(api, { answer: { redirect: redirect(www) } }))[1]).toBe(
    `the response redirects: GET ${www}/`,
  );
});
