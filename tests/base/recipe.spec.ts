import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { decodeRecipe, RecipeError } from '../../lab/base/read-recipe.ts';
import {
  type Answer,
  type Cors,
  encodeRecipe,
  maxDelay,
  type PreflightAnswer,
  type Recipe,
  recipeParameters,
} from '../../lab/base/recipe.ts';

/** What a header can carry: tab, visible ASCII, and bytes above it. */
const headerValue = fc.string({
  unit: fc
    .integer({ min: 0x1f, max: 0xff })
    .filter((code) => code !== 0x7f)
    .map((code) => (code === 0x1f ? '\t' : String.fromCharCode(code))),
});
const anyText = fc.string({ unit: 'binary' });
const headerName = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
const status = fc.integer({ min: 200, max: 599 });
const lines = fc.array(headerValue, { minLength: 1, maxLength: 4 });

const headerLines = fc.array(fc.tuple(headerName, headerValue), { minLength: 1, maxLength: 4 });

const allowing = fc.record(
  { credentials: fc.boolean(), vary: fc.constant<false>(false) },
  { requiredKeys: ['credentials'], noNullPrototype: true },
);
const cors: fc.Arbitrary<Cors> = fc.oneof(
  fc.tuple(fc.array(headerValue), allowing).map(([origins, rest]) => ({
    mode: 'allow' as const,
    origins,
    ...rest,
  })),
  allowing.map((rest) => ({ mode: 'reflect' as const, ...rest })),
  allowing.map((rest) => ({ mode: 'star' as const, ...rest })),
  fc.constant({ mode: 'none' as const }),
);
const preflight: fc.Arbitrary<PreflightAnswer> = fc
  .record(
    {
      status,
      location: headerValue,
      cors,
      methods: headerValue,
      headers: headerValue,
      setCookie: lines,
      lines: headerLines,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((some) => Object.keys(some).length > 0);
const answer: fc.Arbitrary<Answer> = fc.record(
  {
    setCookie: lines,
    cors,
    preflight,
    status,
    location: headerValue,
    headers: headerLines,
    page: fc.boolean(),
    body: anyText,
    type: headerValue,
    delay: fc.integer({ min: 0, max: maxDelay }),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const recipe: fc.Arbitrary<Recipe> = fc.record(
  { exchange: anyText, answer },
  { requiredKeys: ['answer'], noNullPrototype: true },
);

const decoded = (query: string) => decodeRecipe(new URLSearchParams(query));
const refusal = (query: string): unknown => {
  try {
    decoded(query);
    return null;
  } catch (error) {
    return error;
  }
};

/** Every text of a recipe that becomes a header's name or value. */
function headerTexts({ answer }: Recipe): string[] {
  const { body: _, ...rest } = answer;
  const texts: string[] = [];
  JSON.stringify(rest, (_key, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  return texts;
}

test('A recipe survives the trip through the query', () => {
  fc.assert(
    fc.property(recipe, (one) => assert.deepEqual(decoded(encodeRecipe(one)), one)),
    { numRuns: 500 },
  );
});

test('A query holds none but the parameters of a recipe', () => {
  fc.assert(
    fc.property(recipe, (one) => {
      for (const name of new URLSearchParams(encodeRecipe(one)).keys()) {
        assert.ok((recipeParameters as readonly string[]).includes(name), name);
      }
    }),
  );
});

test('No recipe that decodes holds a header with CR, LF or NUL', () => {
  const hostile = fc
    .array(fc.constantFrom('\r', '\n', '\0', 'X: a', 'a', ' ', '200', 'allow'), { maxLength: 4 })
    .map((parts) => parts.join(''));
  const query = fc.array(fc.tuple(fc.constantFrom(...recipeParameters), hostile), { maxLength: 5 });
  fc.assert(
    fc.property(query, (pairs) => {
      try {
        for (const text of headerTexts(decodeRecipe(new URLSearchParams(pairs)))) {
          assert.doesNotMatch(text, /[\r\n\0]/);
        }
      } catch (error) {
        if (!(error instanceof RecipeError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});

for (const at of [
  'cookie',
  'location',
  'header',
  'type',
  'origin',
  'preflight-location',
  'preflight-methods',
  'preflight-headers',
  'preflight-cookie',
  'preflight-line',
  'preflight-origin',
]) {
  test(`A line break, a NUL and what no header carries are refused in ${at}`, () => {
    for (const bad of ['\r', '\n', '\0', '\x01', '€']) {
      const query = new URLSearchParams({ cors: 'allow', 'preflight-cors': 'allow' });
      query.append(at, `X: a${bad}Set-Cookie: b=1`);
      expect(refusal(query.toString())).toBeInstanceOf(RecipeError);
      const why = /[\r\n\0]/.test(bad) ? /CR, LF or NUL$/ : /control characters/;
      expect(refusal(query.toString())).toMatchObject({ at, message: expect.stringMatching(why) });
    }
  });
}

for (const [query, at] of [
  ['status=199', 'status'],
  ['status=600', 'status'],
  ['status=2e2', 'status'],
  ['status=', 'status'],
  ['status=200.5', 'status'],
  ['preflight-status=99', 'preflight-status'],
  ['delay=-1', 'delay'],
  [`delay=${maxDelay + 1}`, 'delay'],
  ['delay=soon', 'delay'],
  ['cors=maybe', 'cors'],
  ['cors=', 'cors'],
  ['preflight-cors=ALLOW', 'preflight-cors'],
  ['header=novalue', 'header'],
  ['header=%3A+noname', 'header'],
  ['header=two+words%3A+1', 'header'],
  ['header=X%0D%0AY%3A+1', 'header'],
  ['preflight-line=novalue', 'preflight-line'],
  ['preflight-line=Connection:+close', 'preflight-line'],
  ['preflight-location=/&preflight-line=Location:+/', 'preflight-line'],
] as const) {
  test(`The query ${query} is refused, and the message names ${at}`, () => {
    const error = refusal(query);
    expect(error).toBeInstanceOf(RecipeError);
    expect(error).toMatchObject({ at, message: expect.stringMatching(`^${at}: `) });
  });
}

test('Form fields beside a recipe are ignored', () => {
  expect(decoded('user=ann&cookie=sid%3D1&password=x&__proto__=1&constructor=2')).toEqual({
    answer: { setCookie: ['sid=1'] },
  });
});

test('An empty query asks for an ordinary answer', () => {
  expect(decoded('')).toEqual({ answer: {} });
});

test('A header keeps all of its value but the one space after the colon', () => {
  expect(decoded('header=X:a:b&header=X:++c').answer.headers).toEqual([
    ['X', 'a:b'],
    ['X', ' c'],
  ]);
});
