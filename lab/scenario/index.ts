/** All that a scenario file needs: `import { scenario, visit, … } from '#lab'`. */
export * from './facts.ts';
export * from './scenario.ts';
export * from './steps/index.ts';
export * from './sweeps.ts';
