import { expect, test } from '@playwright/test';
import { diagnose } from '../../../lab/diagnosis/doctor/index.ts';
import { importHeaders } from '../../../lab/import/index.ts';
import { browserOf, policiesOf } from '../../../lab/import/traffic/browser.ts';

const safariAgent = (version: string) =>
  `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`;

const crossSite = {
  page: 'https://app.store.example/',
  request: 'GET https://api.shop.example/me',
};
const sameSite = { page: 'https://app.shop.example/', request: 'GET https://api.shop.example/me' };

/** How a cookie fares that a call sets, where one browser or the other loses it. */
function faresIn(line: string, where: typeof crossSite): Record<string, string> {
  const given = { at: Date.UTC(2026, 10, 27), credentials: 'include', ...where } as const;
  const [finding] = diagnose(importHeaders(`Set-Cookie: ${line}`, given)).findings;
  return { ...finding?.browsers };
}

test('The doctor says how Safari fares, from its own rules', () => {
  const none = faresIn('sid=1; SameSite=None', sameSite);
  expect([none.chromium, none['safari:26']]).toEqual(['fails', 'works']);
  const lax = faresIn('sid=1; Secure; SameSite=Lax', crossSite);
  expect([lax.chromium, lax['safari:26']]).toEqual(['fails', 'fails']);
});

test('Where no source says how Safari fares, it is unknown to the doctor', () => {
  // Whether __HOST- is a prefix there, a change of 2026 decides.
  const prefix = faresIn('__HOST-sid=1; Path=/', sameSite);
  expect([prefix.chromium, prefix['safari:26']]).toEqual(['fails', 'unknown']);
  // As it is spelled it is one in any case.
  expect(faresIn('__Host-sid=1; Path=/', sameSite)['safari:26']).toBe('fails');
});

test('A file that Safari wrote is judged by Safari’s own rules, of its version', () => {
  const agentOf = (version: string) => policiesOf(browserOf(safariAgent(version)))[0];
  expect(['18.3', '18.4', '18.5', '26.1', '26.2', '27.0'].map(agentOf)).toEqual([
    'safari:18',
    'safari:18.4',
    'safari:18',
    'safari:26.0',
    'safari:26',
    'safari:26',
  ]);
  const ofWebKitGtk =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
  expect(policiesOf(browserOf(ofWebKitGtk))[0]).toBe('webkit:itp');
});
