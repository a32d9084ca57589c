/** The fix of a cause, with the names and lines of the case in it. */
import type { Cause } from '../../base/causes.ts';
import type { Facts } from '../facts.ts';
import { type Advice, fixText } from './advice.ts';
import type { Case } from './case.ts';
import { caseOf } from './case-of.ts';
import { adviceOnReason } from './reasons/index.ts';
import { byDesign } from './table/design.ts';
import { advice } from './table/index.ts';

export interface Fix {
  /** What to do, in one line. */
  readonly fix: string;
  /** What to write, each to be copied as it stands: header lines, calls, attributes. */
  readonly write: readonly string[];
  /** Labels of the exchanges to change: whose response sets the cookie, and whose call or response the rest is. */
  readonly at: { readonly cookie: string | null; readonly request: string };
}

export function fixFor(code: Cause, facts: Facts): Fix {
  const one = caseOf(facts);
  const found = adviceFor(code, one);
  const write = found.write?.(one) ?? [];
  const allows = write.includes(`Access-Control-Allow-Origin: ${one.page}`);
  const trust =
    allows && one.isForeign ? `Do this only if you trust ${one.page}: it is another site.` : '';
  // A navigation needs nothing but the right host.
  const isOfHost =
    code === 'set-cookie:host-only-not-covering' &&
    facts.scene.request?.destination === 'top-level';
  const design = write.length === 0 && /^(set-cookie|partitioned:without)/.test(code) && !isOfHost;
  const alone = design ? ` In this browser that alone is not enough. ${byDesign(one)}` : '';
  const cookie = found.setBy?.(one) ?? one.at.cookie;
  const text = fixText(found, one);
  // What ends in a colon leads to the lines to write.
  const words = (text.endsWith(':') ? [trust, text] : [text, trust]).filter(Boolean).join(' ');
  return { fix: `${words}${alone}`, write, at: { ...one.at, cookie } };
}

/** Where the browser gave a reason that belongs to no other link, the reason's own advice. */
function adviceFor(code: Cause, { toldReason }: Case): Advice {
  const own = code === 'browser:own-reason' && toldReason && adviceOnReason(toldReason);
  return own || advice[code];
}
