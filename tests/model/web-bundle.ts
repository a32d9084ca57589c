/** For tests: the pure rooms as one script for a web page, and what both sides are asked. */
import { build } from 'esbuild';
import { asking } from '../../lab/diagnosis/index.ts';
import { predict, standard } from '../../lab/model/index.ts';
import { plan } from '../../lab/scenario/plan/plan.ts';
import { fetch, visit, www } from '../../lab/scenario/steps/index.ts';

/** What a page needs to predict and diagnose a scenario, and to read a HAR file. */
const entry = `
  export { predict, standard } from './lab/model/index.ts';
  export { asking } from './lab/diagnosis/index.ts';
  export { diagnose } from './lab/diagnosis/doctor/index.ts';
  export { importHar } from './lab/import/index.ts';
  export { plan } from './lab/scenario/plan/plan.ts';
  export { fetch, visit, www } from './lab/scenario/steps/index.ts';
`;

/** As one script that makes `lab`. Fails where something imports a module of Node. */
export async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: 'lab',
  });
  return outputFiles[0]?.text ?? '';
}

/** What the script makes, as it is here. */
export const here = { asking, fetch, plan, predict, standard, visit, www } as const;

/** A cookie with SameSite=Lax that another site sets, and a call that goes without it. */
export function diagnosed({
  asking,
  fetch,
  plan,
  predict,
  standard,
  visit,
  www,
}: typeof here): string {
  const other = 'https://www.other.test';
  const steps = [
    visit(other, { answer: { setCookie: 'sid=1; Path=/; Secure; SameSite=Lax' } }),
    visit(www),
    fetch(other, { credentials: 'include', as: 'call' }),
  ];
  const recording = predict(plan({ steps }, 'test'), standard, { at: Date.UTC(2026, 10, 27) });
  return JSON.stringify([recording.observations, asking(recording)('call', 'sid')]);
}
