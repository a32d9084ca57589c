/** Plans the steps of a script that asks for cookies, or for access to them. */
import type { CookieStoreArguments, Step } from '../steps/index.ts';
import { rowOf, type StepWhere } from '../steps/kinds.ts';
import { lineOf } from './cookie-store-line.ts';
import type { PlannedScript } from './planned.ts';
import type { Client, Settler } from './settle.ts';

type ScriptStep = StepWhere<{ destination: null; recorded: true }>;

export const isScript = (step: Step): step is ScriptStep =>
  rowOf(step).destination === null && rowOf(step).recorded;

export function planScript(step: ScriptStep, client: Client, settler: Settler): PlannedScript {
  switch (step.step) {
    case 'writeCookie': {
      const reading = settler.reading(step.as, step.step, client, step.line);
      return { step: step.step, ...reading, line: settler.text(step.line) };
    }
    case 'cookieStore': {
      const call = named(step.call, settler);
      const line = 'cookie' in call ? lineOf(call) : undefined;
      return { step: step.step, ...settler.reading(step.as, step.step, client, line), call };
    }
    case 'readCookie': {
      const reading = settler.reading(step.as, step.step, client);
      return { step: step.step, ...reading, take: step.take ?? [] };
    }
    default:
      return { step: step.step, ...settler.reading(step.as, step.step, client) };
  }
}

/** The arguments with the lab's names in the cookie's domain. */
function named(call: CookieStoreArguments, settler: Settler): CookieStoreArguments {
  if (!('cookie' in call) || call.cookie.domain === undefined) return call;
  const domain = settler.text(call.cookie.domain);
  return { ...call, cookie: { ...call.cookie, domain } } as CookieStoreArguments;
}
