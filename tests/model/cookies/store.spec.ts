import { expect, test } from '@playwright/test';
import {
  allow,
  apex,
  api,
  fetch,
  http,
  otherApi,
  visit,
  www,
} from '../../../lab/scenario/steps/index.ts';
import { predictSteps } from '../predict.ts';

/** What becomes of Set-Cookie on a visit: the reasons of its refusal, none for a good one. */
const refusals = (line: string, url: Parameters<typeof visit>[0] = www) =>
  predictSteps([visit(url, { answer: { setCookie: line }, as: 'set' })])
    .reasons('set', 'store')
    .map((reason) => reason.replace(/^.*: /, ''));

const verdicts: readonly [line: string, ...reasons: string[]][] = [
  ['a=1'],
  ['a=1; Domain=example.test'],
  ['a=1; Domain=.EXAMPLE.test'],
  ['a=1; Domain=other.test', 'InvalidDomain'],
  ['a=1; Domain=test', 'InvalidDomain'],
  ['a=1; Domain=api.example.test', 'InvalidDomain'],
  ['a=1; Domain=sub.www.example.test', 'InvalidDomain'],
  ['a=1; Domain=bücher.example.test', 'InvalidDomain'],
  ['a=1; Domain=other.test; Domain=example.test'],
  ['a=1; Domain=other.test; Domain='],
  ['a=1; SameSite=None', 'SameSiteNoneInsecure'],
  ['a=1; SameSite=None; SameSite=Lax'],
  ['a=1; SameSite=none; secure'],
  ['__Secure-a=1', 'InvalidPrefix'],
  ['__HOST-a=1; Secure; Path=/; Domain=example.test', 'InvalidPrefix'],
  ['__Host-a=1; Secure', 'InvalidPrefix'],
  ['__Host-a=1; Secure; Path=/'],
  ['__Http-a=1; Secure', 'InvalidPrefix'],
  ['__Host-Http-a=1; Secure; Path=/; HttpOnly'],
  ['=__Secure-a', 'InvalidPrefix'],
  ['', 'NoCookieContent'],
  ['=', 'NoCookieContent'],
  ['nameless'],
  [`a=${'x'.repeat(4095)}`],
  [`a=${'x'.repeat(4096)}`, 'NameValuePairExceedsMaxSize'],
  [`a=${'é'.repeat(4095)}`],
  [`a=${'Ã©'.repeat(2048)}`, 'NameValuePairExceedsMaxSize'],
  ['a=1; Partitioned; Secure; SameSite=None'],
  ['a=1; Partitioned', 'PartitionedRequiresSecure'],
  ['__Host-a=1; SameSite=None', 'SameSiteNoneInsecure', 'InvalidPrefix'],
];

for (const [line, ...reasons] of verdicts) {
  const shown = line.length > 70 ? `${line.slice(0, 10)}… of ${line.length} characters` : line;
  test(`"${shown}" is ${reasons.length ? `refused: ${reasons.join(', ')}` : 'stored'}`, () => {
    expect(refusals(line)).toEqual(reasons);
  });
}

test('A Secure cookie cannot come over plain http, nor be overlaid from there', () => {
  expect(refusals('a=1; Secure', http(www))).toEqual(['SecureOnly']);
  const overlay = predictSteps([
    visit(www, { answer: { setCookie: 'a=1; Secure; Path=/login' } }),
    visit(http(`${www}/login/en`), { answer: { setCookie: 'a=2' }, as: 'below' }),
    visit(http(`${www}/`), { answer: { setCookie: 'a=3' }, as: 'above' }),
    visit(http(`${apex}/login`), {
      answer: { setCookie: 'a=4; Domain=example.test; Path=/login' },
      as: 'parent',
    }),
  ]);
  expect(overlay.reasons('below', 'store')).toEqual(['a: OverwriteSecure']);
  expect(overlay.reasons('above', 'store')).toEqual([]);
  expect(overlay.reasons('parent', 'store')).toEqual(['a: OverwriteSecure']);
});

test('A cookie is deleted only by the same name, domain and path', () => {
  const { of, sent } = predictSteps([
    visit(www, {
      answer: { setCookie: ['a=1; Domain=example.test', 'b=1; Path=/x', 'c=1'] },
      as: 'set',
    }),
    visit(www, {
      answer: { setCookie: ['a=; Max-Age=0', 'b=; Max-Age=0', 'c=; Max-Age=0'] },
      as: 'delete',
    }),
    visit(`${www}/x`, { as: 'after' }),
  ]);
  expect(of('set').stored).toEqual(['a', 'b']);
  expect(of('delete').stored).toEqual([]);
  expect(sent('after')).toEqual(['b', 'a']);
});

test('A cookie that is overwritten keeps its place in the order', () => {
  const { of } = predictSteps([
    visit(www, { answer: { setCookie: ['a=1', 'b=1', 'a=2'] }, as: 'set' }),
    visit(www, { as: 'after' }),
  ]);
  expect(of('after').sent).toEqual([
    { name: 'a', value: '2' },
    { name: 'b', value: '1' },
  ]);
  expect(of('set').stored).toEqual(['b', 'a']);
});

test('A full domain loses its cookies without Secure first, then the oldest, and says so', () => {
  const many = Array.from({ length: 180 }, (_, place) => `s${place}=1; Secure`);
  const { of, reasons } = predictSteps(
    [visit(www, { answer: { setCookie: [...many, 'plain=1'] }, as: 'set' })],
    'chromium',
  );
  expect(of('set').stored).toEqual(many.slice(30).map((line) => line.split('=')[0]));
  expect(reasons('set', 'store')).toHaveLength(31);
  expect(reasons('set', 'store')).toContain('plain: Evicted');
  expect(reasons('set', 'store')).toContain('s29: Evicted');
});

test('Without credentials nothing is stored, and a preflight never stores anything', () => {
  const { of, reasons } = predictSteps([
    visit(www),
    fetch(api, { answer: { setCookie: 'a=1', cors: allow(www) }, as: 'plain' }),
    fetch(api, {
      method: 'PUT',
      credentials: 'include',
      answer: { setCookie: 'b=1', cors: allow(www), preflight: { setCookie: 'c=1' } },
      as: 'preflighted',
    }),
  ]);
  expect(of('plain').stored).toEqual([]);
  expect(reasons('plain', 'store')).toEqual(['a: CredentialsOmitted']);
  expect(of('preflighted').stored).toEqual(['b']);
  expect(reasons('preflighted', 'store')).toEqual(['c: SetByPreflight']);
});

test('A CORS failure does not keep the cookie of the answer from being stored', () => {
  const { of, sent, reasons } = predictSteps([
    visit(www),
    fetch(api, { credentials: 'include', answer: { setCookie: 'a=1' }, as: 'denied' }),
    fetch(api, { credentials: 'include', as: 'next' }),
  ]);
  expect(of('denied')).toMatchObject({ arrived: true, readable: false, stored: ['a'] });
  expect(reasons('denied', 'read')).toEqual(['MissingAllowOriginHeader']);
  expect(sent('next')).toEqual(['a']);
});

test('A cross-site answer sets None alone; a top-level one sets any', () => {
  const lines = ['n=1; Secure; SameSite=None', 'l=1; SameSite=Lax', 's=1; SameSite=Strict', 'd=1'];
  const { of, reasons } = predictSteps([
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { setCookie: lines }, as: 'fetched' }),
    visit(otherApi, { answer: { setCookie: lines }, as: 'visited' }),
  ]);
  expect(of('fetched').stored).toEqual(['n']);
  expect(reasons('fetched', 'store')).toEqual([
    'l: SameSiteLax',
    's: SameSiteStrict',
    'd: SameSiteUnspecifiedTreatedAsLax',
  ]);
  expect(of('visited').stored).toEqual(['n', 'l', 's', 'd']);
});
