/** The diagnosis of traffic that the lab did not make: `diagnose(await importHar(file))`. */
export { assumed, type Unanswered } from './assume.ts';
export { type Comparison, compareTraffic, type Symptom } from './compare/compare.ts';
export type { Difference } from './compare/difference.ts';
export { type Diagnosis, diagnose, type Finding } from './diagnose.ts';
export type { Outdated } from './outdated.ts';
export { redactor } from './redactor.ts';
