import { type Mistake, scenarioWith, testMistakes } from './mistakes.ts';

testMistakes([
  [
    'a deviation in place of a list',
    scenarioWith("deviations: { where: 'x' }"),
    /deviations is no list/,
    /\[/,
  ],
  [
    'a deviation without because',
    scenarioWith(
      "deviations: [{ where: '*', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 has no because/,
    /rule/,
  ],
  [
    'a deviation without see',
    scenarioWith("deviations: [{ where: '*', because: 'x', expect: { call: { sent: [] } } }]"),
    /deviation 1 has no because or no see/,
    /source/,
  ],
  [
    'a deviation without where',
    scenarioWith(
      "deviations: [{ because: 'x', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 has no where/,
    /webkit\*/,
  ],
  [
    'a deviation that expects nothing',
    scenarioWith("deviations: [{ where: '*', because: 'x', see: 'measured only' }]"),
    /deviation 1 expects nothing/,
    /claimed/,
  ],
  [
    'a deviation of an unknown label',
    scenarioWith(
      "deviations: [{ where: '*', because: 'x', see: 'measured only', expect: { x: { sent: [] } } }]",
    ),
    /deviation 1 no step is labelled "x"/,
    /call/,
  ],
  [
    'a deviation for no topology',
    scenarioWith(
      "deviations: [{ where: '*', topology: ['org'], because: 'x', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 "org" is no topology/,
    /localhost/,
  ],
  ...(
    [
      [
        "'safari'",
        /"safari" matches no column/,
        /For Safari write 'webkit\*': the lab runs WebKitGTK/,
      ],
      ["'Chrome*'", /"Chrome\*" matches no column/, /For Chrome write 'chromium\*'/],
      ["['webkit*', 'firfox']", /"firfox" matches no column/, /Did you mean 'firefox'\?/],
      ["'webkit:18'", /"webkit:18" matches no column/, /chromium:blocked.*model/],
    ] as const
  ).map(
    ([where, message, fix]): Mistake => [
      `a deviation in ${where}`,
      scenarioWith(
        `deviations: [{ where: ${where}, because: 'x', see: 'measured only', expect: { call: { sent: [] } } }]`,
      ),
      message,
      fix,
    ],
  ),
  [
    'a field that deviations have not',
    scenarioWith(
      "deviations: [{ where: '*', reason: 'x', see: 'measured only', expect: { call: { sent: [] } } }]",
    ),
    /deviation 1 has no field "reason"/,
    /Did you mean "because"\?/,
  ],
]);
