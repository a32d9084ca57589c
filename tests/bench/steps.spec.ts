/** Whatever somebody types, the bench says what is wrong or has a plan for it; it never stumbles. */
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { decodeRecipe } from '../../lab/base/read-recipe.ts';
import { namesAt } from '../../lab/bench/names.ts';
import { scenarioText } from '../../lab/bench/scenario-text.ts';
import { decodeSequence, plainAsking, sequenceOf, ways } from '../../lab/bench/sequence.ts';
import { layOut } from '../../lab/bench/steps.ts';
import { bind } from '../../lab/scenario/plan/bind.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';

const names = namesAt('https://www.example.test');
/** Texts as people type them, and as those do who mean harm. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...['Access-Control-Allow-Origin: ', '*', 'https://www.example.test', '\n', '\r', '401'],
        ...[
          'Set-Cookie: ',
          'a=1; Path=/',
          'Location: ',
          'Vary: Origin',
          ': ',
          '\0',
          'ü',
          '💣',
          '|',
        ],
      ),
    )
    .map((all) => all.join('')),
);

test('Any text in any field is laid out, or its problem is told', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ways), text, text, text, text, text, (by, ...texts) => {
      const [path = '', headers = '', setCookie = '', answer = '', preflight = ''] = texts;
      const typed = { ...plainAsking, by, path: `/${path}`, headers, setCookie, answer, preflight };
      const { steps, problems } = layOut(sequenceOf([typed]), names);
      if (problems.length > 0) return;
      const { exchanges } = bind(plan({ steps }, 'test'), { performance: 'p', ports: {} });
      // What can be sent, the services can answer: they read the same recipe from the URL.
      for (const { url } of exchanges) {
        expect(() => decodeRecipe(new URL(url).searchParams)).not.toThrow();
      }
      expect(scenarioText(sequenceOf([typed]), names)).toContain('export default scenario(');
    }),
    { numRuns: 300 },
  );
});

test('Any fragment is laid out, or its problem is told', () => {
  fc.assert(
    fc.property(fc.webFragments(), (fragment) => {
      expect(() => layOut(decodeSequence(fragment), names)).not.toThrow();
    }),
  );
});
