/** Which requests are of pages: as the three engines send them. */
import { expect, test } from '@playwright/test';
import type { HeaderList } from '../../../lab/base/headers.ts';
import { VisitedHosts } from '../../../lab/gateway/recorder/pages.ts';

const cases: readonly (readonly [
  what: string,
  method: string,
  headers: HeaderList,
  admitted: boolean,
])[] = [
  [
    'A navigation that the user begins',
    'GET',
    [
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Dest', 'document'],
    ],
    true,
  ],
  [
    'A fetch of a page',
    'GET',
    [
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-dest', 'empty'],
    ],
    true,
  ],
  ['A preflight without Sec-Fetch headers', 'OPTIONS', [['Origin', 'http://app.test']], true],
  ['A picture in a page over plain http', 'GET', [['Referer', 'http://app.test/']], true],
  ['A navigation over plain http', 'GET', [['Accept', 'text/html,application/xhtml+xml']], true],
  [
    'An update that Chromium looks for',
    'POST',
    [
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Dest', 'empty'],
    ],
    false,
  ],
  ['A list that Firefox looks for', 'GET', [['Accept', '*/*']], false],
  [
    'A certificate status that Firefox asks for',
    'POST',
    [['Content-Type', 'application/ocsp-request']],
    false,
  ],
];

for (const [what, method, headers, admitted] of cases) {
  test(`${what} is ${admitted ? '' : 'not '}admitted to a host that nobody has named`, () => {
    const hosts = new VisitedHosts(['localhost']);
    expect(hosts.admits(new URL('https://other.example/'), method, headers)).toBe(admitted);
  });
}

test('A host that the user named, or a page has asked, is admitted whatever asks', () => {
  const hosts = new VisitedHosts(['localhost']);
  expect(hosts.admits(new URL('http://localhost:4000/x'), 'GET', [])).toBe(true);
  const api = new URL('https://api.example/');
  expect(hosts.admits(api, 'GET', [])).toBe(false);
  hosts.admits(api, 'GET', [['Origin', 'http://localhost:3000']]);
  expect(hosts.admits(api, 'GET', [])).toBe(true);
});
