/** Safari on paper against what WebKit expects of web-platform-tests on macOS: what is read as a cookie. */
import { expect, test } from '@playwright/test';
import { agents } from '../../../lab/model/index.ts';
import { absence, outcomeOf, present, usableVectors, type Vector } from '../vectors.ts';
import { exceptions, syntaxExpectations, withControl } from './syntax-expectations.ts';

const fileOf = ({ source }: Vector) => source.replace(/.* cookies\//, '').replace(/\.html.*/, '');

const vectorsOf = (file: string) => usableVectors().filter((vector) => fileOf(vector) === file);

/** Names of subtests, and whether the agent makes of each what macOS made of it. */
function told(): [string, boolean][] {
  return syntaxExpectations.flatMap(({ file, subtests, fails }) =>
    vectorsOf(file)
      .slice(0, subtests)
      .map((vector, place): [string, boolean] => {
        const seen = fails[place + 1] ?? vector.expectedCookieHeader;
        return [`${file} ${place + 1}`, outcomeOf(vector, agents['safari:26']) === seen];
      }),
  );
}

test('Safari on paper reads Set-Cookie as macOS is expected to, but for explained exceptions', () => {
  test.skip(!present, absence);
  const all = told();
  const wanted = syntaxExpectations.reduce((sum, { subtests }) => sum + subtests, 0);
  expect(all.length, 'a suite is not the one that was committed').toBe(wanted);
  const missed = all.filter(([, same]) => !same).map(([name]) => name);
  expect(missed.sort()).toEqual(exceptions.flatMap(({ subtests }) => subtests).sort());
  expect(missed.length / wanted).toBeLessThan(0.05);
});

test('Safari on paper ends attributes at a control character, as macOS is expected to', () => {
  test.skip(!present, absence);
  const vectors = vectorsOf('attributes/attributes-ctl.sub');
  expect(vectors.length).toBe(429);
  const missed = vectors.filter((vector) => {
    const [, code = '', place = ''] = /^test(\d+)(\w+)=t/.exec(vector.received[0] ?? '') ?? [];
    const absent: readonly string[] = code === '9' ? withControl.absentWithTab : withControl.absent;
    const seen = absent.includes(place) ? '' : `test${code}${place}=t`;
    return outcomeOf(vector, agents['safari:26']) !== seen;
  });
  expect(missed.map(({ id }) => id)).toEqual([]);
});
