import { expect, test } from '@playwright/test';
import { answerIn } from '../../lab/bench/answer-text.ts';
import { plainAsking } from '../../lab/bench/sequence.ts';
import { usualOf } from '../../lab/bench/usual.ts';
import { allow, allowWithoutCredentials, star, www } from '../../lab/scenario/steps/index.ts';

const read = (changes: Partial<typeof plainAsking>) =>
  answerIn({ ...plainAsking, ...changes }, www);
const origin = `Access-Control-Allow-Origin: ${www}`;
const credentials = 'Access-Control-Allow-Credentials: true';

test('Cookies are lines, with or without the name of the header', () => {
  expect(read({ setCookie: 'a=1; Secure\n\n  Set-Cookie: b=2\n' }).answer.setCookie).toEqual([
    'a=1; Secure',
    'b=2',
  ]);
});

test('CORS is said as scenarios say it, where that means the same', () => {
  const corsOf = (answer: string) => read({ answer }).answer;
  expect(corsOf(`${origin}\n${credentials}\nVary: Origin`)).toEqual({ cors: allow(www) });
  expect(corsOf(`${origin}\nVary: Origin`)).toEqual({ cors: allowWithoutCredentials(www) });
  expect(corsOf('access-control-allow-origin: *')).toEqual({ cors: star() });
  expect(corsOf(`${origin}\n${credentials}`)).toEqual({ cors: { ...allow(www), vary: false } });
});

test('What no builder says is sent line by line: another origin, two of them, other values', () => {
  for (const lines of [
    [['Access-Control-Allow-Origin', `${www}/`]],
    [
      ['Access-Control-Allow-Origin', www],
      ['Access-Control-Allow-Origin', '*'],
    ],
    [
      ['Access-Control-Allow-Origin', www],
      ['Access-Control-Allow-Credentials', 'yes'],
    ],
    [['Access-Control-Allow-Credentials', 'true']],
  ]) {
    const text = lines.map((line) => line.join(': ')).join('\n');
    expect(read({ answer: text }).answer).toEqual({ headers: lines });
  }
});

test('A status is a line of its own, as a number or as HTTP writes it', () => {
  expect(read({ answer: '401' }).answer).toEqual({ status: 401 });
  expect(read({ answer: 'HTTP/1.1 503 Service Unavailable\nRetry-After: 5' }).answer).toEqual({
    status: 503,
    headers: [['Retry-After', '5']],
  });
});

test('The text of a preflight is all that it says; an empty one permits what is asked', () => {
  expect(read({ preflight: ' \n' }).answer).toEqual({});
  expect(read({ preflight: `204\n${origin}\nAccess-Control-Allow-Methods: PUT` }).answer).toEqual({
    preflight: {
      status: 204,
      cors: { mode: 'allow', origins: [www], credentials: false, vary: false },
      methods: 'PUT',
      headers: '',
    },
  });
});

test('A preflight may allow another origin, or two, and have headers of any name', () => {
  const preflightOf = (preflight: string) => read({ preflight }).answer.preflight;
  const foreign = 'Access-Control-Allow-Origin: https://evil.other.test';
  expect(preflightOf(`${foreign}\nAccess-Control-Allow-Methods: PUT`)).toEqual({
    cors: { mode: 'none' },
    lines: [
      ['Access-Control-Allow-Origin', 'https://evil.other.test'],
      ['Access-Control-Allow-Methods', 'PUT'],
    ],
  });
  expect(preflightOf(`${origin}\n${origin}`)?.lines).toHaveLength(2);
  expect(preflightOf(`${origin}\nAccess-Control-Max-Age: 5`)?.lines).toEqual([
    ['Access-Control-Max-Age', '5'],
  ]);
});

test('What is no header line is said, and not left out in silence', () => {
  expect(read({ answer: 'no header' }).problems).toHaveLength(1);
  expect(read({ preflight: 'no header' }).problems).toHaveLength(1);
});

test('All of the usual lines can be answered', () => {
  const usual = usualOf(www);
  for (const name of ['setCookie', 'answer', 'preflight'] as const) {
    for (const { text } of usual[name]) expect(read({ [name]: text }).problems).toEqual([]);
  }
});
