import { expect, test } from '@playwright/test';
import {
  cookieStore,
  fetch,
  frame,
  otherWww,
  type Step,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import { foretell } from './foretell.ts';

const after = (...steps: Step[]) =>
  foretell([
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
