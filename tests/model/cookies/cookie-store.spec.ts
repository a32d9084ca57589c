import { expect, test } from '@playwright/test';
import { type AgentId, agentOf } from '../../../lab/model/index.ts';
import {
  cookieChanges,
  cookieStore,
  fetch,
  frame,
  otherWww,
  type Step,
  visit,
  watchCookieStore,
  writeCookie,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

const after = (...steps: Step[]) =>
  predictSteps([
    visit(www, { answer: { setCookie: ['a=1; Secure', 'h=1; HttpOnly; Secure'] } }),
    ...steps,
  ]);
const names = (cookies: readonly { name: string }[] | null) => cookies?.map(({ name }) => name);

test('The cookie store shows what document.cookie would', () => {
  const { of, reasons } = after(cookieStore.getAll('all'), cookieStore.get('h', 'h'));
  expect(of('all').cookieStore).toEqual([{ name: 'a', value: '1' }]);
  expect(reasons('all', 'read')).toEqual(['h: HttpOnlyFromScript']);
  expect(of('h').cookieStore).toEqual([]);
});

test('A cookie that it sets is Strict, Secure, host-only and of the whole host', () => {
  const { of, sent } = after(
    cookieStore.set({ name: 'b', value: '2' }, 'set'),
    fetch(`${www}/deep`, { as: 'own' }),
    visit(otherWww),
    frame(www, [], { as: 'cross-site' }),
  );
  expect(names(of('set').cookieStore)).toEqual(['a', 'b']);
  expect(sent('own')).toContain('b');
  expect(sent('cross-site')).not.toContain('b');
});

test('It deletes a cookie of the same domain, path and partition, and no HttpOnly one', () => {
  const { of, reasons } = after(
    cookieStore.delete({ name: 'a', path: '/elsewhere' }, 'elsewhere'),
    cookieStore.delete({ name: 'h' }, 'h'),
    cookieStore.delete({ name: 'a' }, 'a'),
  );
  expect(names(of('elsewhere').cookieStore)).toEqual(['a']);
  expect(reasons('h', 'store')).toEqual(['h: OverwriteHttpOnly']);
  expect(of('a').cookieStore).toEqual([]);
});

test('In a document of an opaque origin it rejects', () => {
  const { of, reasons } = after(
    frame(www, [cookieStore.getAll('all')], { sandbox: 'allow-scripts' }),
  );
  expect(of('all').cookieStore).toBeNull();
  expect(reasons('all', 'read')).toEqual(['OpaqueOrigin']);
});

test('Change events tell what became of cookies that a script may see, each once', () => {
  const { of } = after(
    cookieStore.set({ name: 'early', value: '1' }),
    watchCookieStore(),
    cookieStore.set({ name: 'b', value: '2' }),
    cookieStore.set({ name: 'b', value: '3' }),
    writeCookie('a=; Max-Age=0; Secure'),
    writeCookie('never=; Max-Age=0; Secure'),
    cookieChanges('first'),
    fetch(www, { answer: { setCookie: ['c=1; Secure', 'hidden=1; HttpOnly', 'p=1; Path=/p'] } }),
    fetch(www, { answer: { headers: [['Clear-Site-Data', '"cookies"']] } }),
    cookieChanges('second'),
    cookieChanges('third'),
  );
  expect(of('first').cookieChanges).toEqual({ changed: ['b', 'b'], deleted: ['a'] });
  expect(of('second').cookieChanges).toEqual({ changed: ['c'], deleted: ['early', 'b', 'c'] });
  expect(of('third').cookieChanges).toEqual({ changed: [], deleted: [] });
});

test('Who does not watch is told nothing, and a document of an opaque origin of no change', () => {
  expect(after(cookieChanges('none')).of('none').cookieChanges).toBeNull();
  const inside = [watchCookieStore(), cookieChanges('opaque')];
  const { of } = after(frame(www, inside, { sandbox: 'allow-scripts' }));
  expect(of('opaque').cookieChanges).toEqual({ changed: [], deleted: [] });
});

test('A third-party frame is told of the cookies it may have, in Firefox of none in a partitioned jar', () => {
  const events = (agent: AgentId) =>
    predictSteps(
      [
        visit(www),
        frame(otherWww, [
          watchCookieStore(),
          writeCookie('none=1; SameSite=None; Secure'),
          writeCookie('part=1; SameSite=None; Secure; Partitioned'),
          cookieChanges('events'),
        ]),
      ],
      agent,
    ).of('events').cookieChanges?.changed;
  expect(events('chromium')).toEqual(['none', 'part']);
  expect(events('chromium:blocked')).toEqual(['part']);
  expect(events('firefox')).toEqual([]);
  // Measured in ESR 153, where Set-Cookie and document.cookie partition there, too.
  expect(events('firefox:allowed')).toEqual(['none']);
});

test('Firefox’s cookie store partitions no cookie where all third-party cookies are allowed', () => {
  const part = { name: 'part', value: '1', sameSite: 'none', partitioned: true } as const;
  const sent = (agent: AgentId) =>
    predictSteps(
      [visit(www), frame(otherWww, [cookieStore.set(part)]), visit(otherWww, { as: 'own site' })],
      agent,
    ).sent('own site');
  expect(sent('firefox:allowed')).toEqual(['part']);
  expect(sent('chromium')).toEqual([]);
  expect(sent('firefox')).toEqual([]);
});

test('WebKit tells a third-party frame of changes of a Strict cookie, and from 2.54 on sets it as Lax', () => {
  const frameIn = (version: string) =>
    predictSteps(
      [
        visit(www),
        frame(otherWww, [
          watchCookieStore(),
          cookieStore.set({ name: 'strict', value: '1' }),
          cookieChanges('events'),
        ]),
        visit(otherWww, { as: 'own site' }),
      ],
      agentOf('webkit:allowed', version),
    );
  for (const version of ['2.50.6', '2.54.3']) {
    expect(frameIn(version).of('events').cookieChanges?.changed).toEqual(['strict']);
    expect(frameIn(version).sent('own site')).toEqual(['strict']);
  }
});
