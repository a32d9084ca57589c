/** What is read as a cookie: the vectors of the public suite, with what WebKit expects of each on macOS. */
import { agents } from '../../../lab/model/index.ts';
import { outcomeOf, usableVectors, type Vector } from '../vectors.ts';
import { type Case, casesOf } from './case.ts';
import { syntaxExpectations, withControl } from './syntax-expectations.ts';

const fileOf = ({ source }: Vector) => source.replace(/.* cookies\//, '').replace(/\.html.*/, '');

const outcome = (vector: Vector) => () => outcomeOf(vector, agents['safari:26']);

/** Empty where the vectors are not there. */
export function syntaxCases(): Case[] {
  const vectors = usableVectors().filter(({ suite }) => suite === 'wpt-2026');
  const of = (file: string) => vectors.filter((vector) => fileOf(vector) === file);
  const controls = 'attributes/attributes-ctl.sub';
  return [
    ...syntaxExpectations.flatMap(({ file, subtests, fails }) =>
      casesOf(
        `WPT/cookies/${file}`,
        of(file)
          .slice(0, subtests)
          .map((one, place) => [fails[place + 1] ?? one.expectedCookieHeader, outcome(one)]),
      ),
    ),
    ...casesOf(
      `WPT/cookies/${controls}`,
      of(controls).map((one) => [withControlSeen(one), outcome(one)]),
    ),
  ];
}

function withControlSeen({ received: [line = ''] }: Vector): string {
  const [, code = '', place = ''] = /^test(\d+)(\w+)=t/.exec(line) ?? [];
  const absent: readonly string[] = code === '9' ? withControl.absentWithTab : withControl.absent;
  return absent.includes(place) ? '' : `test${code}${place}=t`;
}
