import { scenarioWith, testMistakes } from './mistakes.ts';

testMistakes([
  [
    'rows of nothing',
    scenarioWith("expect: {}, rows: 'exchange'"),
    /rows cut expectations/,
    /leave out/,
  ],
  [
    'nothing expected of a label',
    scenarioWith('expect: { call: {} }'),
    /expect expects nothing of "call"/,
    /sent/,
  ],
  [
    'null expected of a label',
    scenarioWith('expect: { call: null }'),
    /expect expects nothing of "call"/,
    /sent/,
  ],
  [
    'a label that no step has',
    scenarioWith('expect: { cal: { sent: [] } }'),
    /expect no step is labelled "cal"/,
    /visit 1, call/,
  ],
  [
    'a field that is none',
    scenarioWith('expect: { call: { send: [] } }'),
    /expect, "call" "send" cannot be expected/,
    /Did you mean "sent"/,
  ],
  [
    'one cookie for a list',
    scenarioWith("expect: { call: { sent: 'sid' } }"),
    /expect, "call" "sent" is no list/,
    /\['sid'\]/,
  ],
  [
    'a preflight without a list',
    scenarioWith('expect: { call: { preflight: true } }'),
    /expect, "call" "preflight" is no list/,
    /\[\]/,
  ],
  [
    'an expectation about nothing else',
    scenarioWith("expect: { call: { about: 'sid' } }"),
    /expects nothing of "call"/,
    /sent/,
  ],
  [
    'a field of another type',
    scenarioWith("expect: { call: { readable: 'yes' } }"),
    /expect, "call" "readable" is neither/,
    /true or false/,
  ],
  [
    'a policy that is none',
    scenarioWith('under: { strict: { call: { sent: [] } } }'),
    /under "strict" is no policy/,
    /blocked/,
  ],
  [
    'an unknown label under a policy',
    scenarioWith('under: { blocked: { x: { sent: [] } } }'),
    /under blocked no step is labelled "x"/,
    /call/,
  ],
  [
    'a field that rows by cookie drop',
    scenarioWith("rows: 'exchange and cookie', expect: { call: { sent: [], readable: true } }"),
    /expect, "call" "readable" is not judged/,
    /sent, stored/,
  ],
]);
