import { expect, test } from '@playwright/test';
import { causes } from '../../lab/base/causes.ts';
import { failuresOn } from '../../lab/bench/failures.ts';
import { namesAt } from '../../lab/bench/names.ts';
import { layOut } from '../../lab/bench/steps.ts';
import { asking } from '../../lab/diagnosis/index.ts';
import { agents, predict, standard } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';

const names = namesAt('https://www.example.test');
const failures = failuresOn(names.page);

test('There are twelve usual failures', () => {
  expect(new Set(failures.map(({ id }) => id)).size).toBe(12);
});

for (const { id, title, cause, only, sequence } of failures) {
  test(`The failure “${title}” can be sent, and breaks link ${causes[cause]} for its cause`, () => {
    const { steps, labels, problems } = layOut(sequence, names);
    expect(problems).toEqual([]);
    const agent = id === 'third-party' ? agents['chromium:blocked'] : standard;
    const ask = asking(predict(plan({ steps }, 'test'), agent), agent);
    const codes = labels.map((label) => ask(label).code);
    expect(
      codes.filter((code) => code !== null),
      only,
    ).toContain(cause);
  });
}
