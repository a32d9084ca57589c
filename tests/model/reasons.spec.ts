import { expect, test } from '@playwright/test';
import type { Protocol } from 'devtools-protocol';
import { ownReasons } from '../../lab/model/index.ts';
import type {
  CookieBlockedReason,
  CorsError,
  OwnReason,
  SetCookieBlockedReason,
} from '../../lab/model/reasons.ts';

type Same<A, B> = [A] extends [B] ? true : never;

/** The compiler refuses this where a code is not the protocol's, or where an own one is. */
const spelledAsTheProtocolDoes: readonly true[] = [
  true satisfies Same<CookieBlockedReason, Protocol.Network.CookieBlockedReason>,
  true satisfies Same<SetCookieBlockedReason, Protocol.Network.SetCookieBlockedReason>,
  true satisfies Same<CorsError, Protocol.Network.CorsError>,
];

test("The model's codes are the protocol's, and its own ones are not", () => {
  expect(spelledAsTheProtocolDoes).toHaveLength(3);
  const own: Exclude<
    OwnReason,
    | Protocol.Network.CookieBlockedReason
    | Protocol.Network.SetCookieBlockedReason
    | Protocol.Network.CorsError
  >[] = Object.keys(ownReasons) as OwnReason[];
  expect(own).toContain('CredentialsOmitted');
});
