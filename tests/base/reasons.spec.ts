/** The vocabulary of reasons against the sources that it is taken from. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import { ownReasons } from '../../lab/base/reasons/codes.ts';
import { firefoxCookieMessages } from '../../lab/base/reasons/firefox.ts';
import {
  blockedReasons,
  cookieBlockedReasons,
  cookieExemptionReasons,
  corsErrors,
  setCookieBlockedReasons,
} from '../../lab/base/reasons/index.ts';
import { reasonsPage } from '../../lab/report/reasons-page.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Protocol {
  domains: { domain: string; types?: { id: string; enum?: string[] }[] }[];
}
const require = createRequire(import.meta.url);
const protocol: Protocol = require('devtools-protocol/json/browser_protocol.json');
const network = protocol.domains.find(({ domain }) => domain === 'Network');

for (const [id, codes] of Object.entries({
  CookieBlockedReason: cookieBlockedReasons,
  SetCookieBlockedReason: setCookieBlockedReasons,
  CookieExemptionReason: cookieExemptionReasons,
  CorsError: corsErrors,
  BlockedReason: blockedReasons,
})) {
  test(`The vocabulary has every Network.${id} of the installed protocol, and no other`, () => {
    expect(codes).toEqual(network?.types?.find((type) => type.id === id)?.enum);
  });
}

test("The lab's own codes are none of the protocol's", () => {
  const theirs: readonly string[] = [
    ...cookieBlockedReasons,
    ...setCookieBlockedReasons,
    ...cookieExemptionReasons,
    ...corsErrors,
  ];
  expect(ownReasons.filter((code) => theirs.includes(code))).toEqual([]);
});

test('No text by which a Firefox message is known is part of another one', () => {
  const texts = Object.values(firefoxCookieMessages).map(({ says }) => says);
  for (const text of texts) {
    expect(texts.filter((other) => other.includes(text))).toEqual([text]);
  }
});

test('docs/reasons.md says what the tables say: npm run docs writes it', () => {
  expect(read('docs/reasons.md')).toBe(reasonsPage());
});
