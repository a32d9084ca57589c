import { expect, test } from '@playwright/test';
import {
  allow,
  api,
  fetch,
  form,
  frame,
  http,
  link,
  openWindow,
  readCookie,
  visit,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

test('A script neither sees, sets nor overwrites an HttpOnly cookie', () => {
  const { of, reasons } = predictSteps([
    visit(www, { answer: { setCookie: ['a=1; HttpOnly', 'b=1'] } }),
    writeCookie('a=2', { as: 'overwrite' }),
    writeCookie('c=1; HttpOnly', { as: 'set' }),
    fetch(www, { as: 'next' }),
  ]);
  expect(of('set').documentCookie).toEqual([{ name: 'b', value: '1' }]);
  expect(reasons('overwrite', 'store')).toEqual(['a: OverwriteHttpOnly']);
  expect(reasons('set', 'store')).toEqual(['c: HttpOnlyFromScript']);
  expect(reasons('set', 'read')).toEqual(['a: HttpOnlyFromScript']);
  expect(of('next').sent).toEqual([
    { name: 'a', value: '1' },
    { name: 'b', value: '1' },
  ]);
});

test('A cookie that the page writes reaches the API only with a Domain that covers it', () => {
  const { sent, reasons } = predictSteps([
    visit(www),
    writeCookie('own=1'),
    writeCookie('wide=1; Domain=example.test'),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'call' }),
  ]);
  expect(sent('call')).toEqual(['wide']);
  expect(reasons('call', 'send')).toEqual(['own: DomainMismatch']);
});

test('Steps stand on the document that a link, a form or a window leads to', () => {
  const { of } = predictSteps([
    visit(www),
    openWindow(api, [writeCookie('w=1', { as: 'in the window' })]),
    readCookie('behind it'),
    link(api),
    readCookie('after the link'),
  ]);
  expect(of('in the window').documentCookie).toEqual([{ name: 'w', value: '1' }]);
  expect(of('behind it').documentCookie).toEqual([]);
  expect(of('after the link').documentCookie).toEqual([{ name: 'w', value: '1' }]);
});

test('A sandboxed frame has an opaque origin, and asks as null', () => {
  const { of, reasons } = predictSteps([
    visit(www),
    frame(
      www,
      [
        readCookie('read'),
        fetch(api, { answer: { cors: allow('null') }, as: 'null' }),
        fetch(api, { answer: { cors: allow(www) }, as: 'named' }),
      ],
      { sandbox: 'allow-scripts' },
    ),
    frame(www, [readCookie('unscripted')], { sandbox: '' }),
    frame(www, [readCookie('same origin')], { sandbox: 'allow-scripts allow-same-origin' }),
  ]);
  expect(of('read').documentCookie).toBeNull();
  expect(reasons('read', 'read')).toEqual(['OpaqueOrigin']);
  expect(of('null').readable).toBe(true);
  expect(of('named').readable).toBe(false);
  expect(reasons('unscripted', 'send')).toEqual(['NotReached']);
  expect(of('same origin').documentCookie).toEqual([]);
});

test('What the model cannot predict is missing, with the reason why', () => {
  const refreshed = predictSteps([
    visit(www, { answer: { headers: [['Refresh', '0']] }, as: 'refresh' }),
    fetch(www, { as: 'after' }),
  ]);
  expect(refreshed.of('refresh').arrived).toBe(true);
  expect([...refreshed.unpredicted.values()]).toEqual(['the model follows no Refresh']);
  const mixed = predictSteps([visit(www), form('POST', http(api)), readCookie(), visit(www)]);
  expect(mixed.unpredicted.size).toBe(2);
  expect(mixed.of('visit 2').arrived).toBe(true);
});

test('From an example on that the model does not know nothing is predicted', () => {
  const { of, unpredicted } = predictSteps([
    visit(www),
    fetch(`${api}/examples/of-somebody/session`, { method: 'POST' }),
    fetch(www),
  ]);
  expect(of('visit 1').arrived).toBe(true);
  expect(unpredicted.size).toBe(2);
  expect(new Set(unpredicted.values())).toEqual(
    new Set(['an example service answers that the model does not know']),
  );
});

test('An observation that is predicted says so: every reason is by the model', () => {
  const { of } = predictSteps([
    visit(www, { answer: { setCookie: 'a=1; Domain=other.test' }, as: 'set' }),
  ]);
  expect(of('set').observation).toEqual({
    messages: [
      {
        role: 'actual',
        at: expect.any(Number),
        request: {
          method: 'GET',
          url: 'https://www.example.com/',
          headers: {
            lines: [],
            unseen: {
              why: 'not predicted',
              allBut: expect.arrayContaining(['cookie', 'origin']),
            },
          },
        },
        response: {
          status: 200,
          headers: { lines: [['Set-Cookie', 'a=1; Domain=example.org']] },
          from: 'network',
        },
      },
    ],
    script: {},
    stored: [],
    reasons: [{ cookie: 'a', on: 'store', code: 'InvalidDomain', by: 'model' }],
  });
});

test('A value is taken out of an answer that can be read, and written from then on', () => {
  const body = '{"sid":"7"}';
  const { of } = predictSteps([
    visit(www),
    fetch(api, { answer: { body }, take: ['sid'], as: 'not readable' }),
    fetch(api, { answer: { body, cors: allow(www), status: 201 }, take: ['sid'], as: 'readable' }),
    writeCookie('sid={sid}'),
    fetch(www, { as: 'next' }),
  ]);
  expect(of('not readable').taken).toEqual({});
  expect(of('readable')).toMatchObject({ taken: { sid: '7' }, status: 201 });
  expect(of('next').sent).toEqual([{ name: 'sid', value: '7' }]);
});

test('Firefox shows a script’s write over an HttpOnly cookie that is older than the page process', () => {
  const { of } = predictSteps(
    [
      visit(www, { answer: { setCookie: 'a=server; HttpOnly' } }),
      writeCookie('a=script', { as: 'over an older one' }),
      fetch(www, { answer: { setCookie: 'b=server; HttpOnly' } }),
      writeCookie('b=script', { as: 'over a later one' }),
      fetch(www, { as: 'next' }),
    ],
    'firefox',
  );
  expect(of('over an older one').documentCookie).toEqual([{ name: 'a', value: 'script' }]);
  expect(of('over a later one').documentCookie).toEqual([{ name: 'a', value: 'script' }]);
  expect(of('next').sent).toEqual([
    { name: 'a', value: 'server' },
    { name: 'b', value: 'server' },
  ]);
});

test('WebKit shows a script’s write over an HttpOnly cookie once a script has used document.cookie', () => {
  const { of } = predictSteps(
    [
      visit(www, { answer: { setCookie: 'a=server; HttpOnly' } }),
      writeCookie('a=script', { as: 'at the first use' }),
      writeCookie('a=again', { as: 'later' }),
    ],
    'webkit',
  );
  expect(of('at the first use').documentCookie).toEqual([]);
  expect(of('later').documentCookie).toEqual([{ name: 'a', value: 'again' }]);
});
