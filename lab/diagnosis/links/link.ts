/** What a link of the chain is: a question, when it is broken, and what was seen where it holds. */
import type { Cause, Link } from '../../base/causes.ts';
import type { ReasonCode } from '../../base/reasons/index.ts';
import { type DocumentContext, inclusiveAncestors, originOf } from '../../model/rules.ts';
import type { Facts } from '../facts.ts';
import type { Scene } from '../scenes.ts';
import type { Why } from '../why.ts';

export interface Broke {
  readonly code: Cause;
  /** What was seen, in one line. */
  readonly evidence: string;
}

export interface LinkRule {
  readonly link: Link;
  readonly asks: string;
  /** Where the rule stands that the link goes by. */
  readonly rule: string;
  /** What breaks it; null where nothing does. */
  broken(facts: Facts): Broke | null;
  /** What was seen where it holds, in one line. */
  passed(facts: Facts): string;
}

/** What a reason's code means for a link: a row for each code that the link answers for. */
export type Readings = Partial<
  Readonly<Record<ReasonCode, (facts: Facts, why: Why) => Broke | null>>
>;

/** The first reason that a link's readings know. */
export function read(facts: Facts, readings: Readings): Broke | null {
  for (const why of facts.why) {
    const broke = Object.hasOwn(readings, why.code) && readings[why.code]?.(facts, why);
    if (broke) return broke;
  }
  return null;
}

/** Where a document stands: `https://app.example.com, in a frame of https://www.example.com` */
export const standing = (document: DocumentContext): string =>
  inclusiveAncestors(document)
    .map(originOf)
    .map((origin) => (origin === 'null' ? 'a page with an opaque origin' : origin))
    .join(', in a frame of ');

/** Names the exchange, where it is another than the one asked about. */
export const at = ({ scene }: Facts, other: Pick<Scene, 'exchange'>): string =>
  other.exchange === scene.exchange ? '' : `At “${other.exchange.as}”: `;
