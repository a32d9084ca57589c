import { expect, test } from '@playwright/test';
import { topologyIds, toTwin } from '../../lab/base/topology.ts';
import { namesAt } from '../../lab/bench/names.ts';

/** Whom a page can ask, as `host relation`. */
const asked = (origin: string) => {
  const { targets, toLocal } = namesAt(origin);
  return targets.map((one) => `${new URL(toLocal(one.origin)).host} ${one.relation}`);
};

test('A page asks the API of its site, APIs of the other sites, and its own host', () => {
  expect(asked('https://www.example.test')).toEqual([
    'api.example.test same-site',
    'api.other.test cross-site',
    'api.third.test cross-site',
    'www.example.test same-origin',
  ]);
  expect(asked('https://www.example.org')).toEqual([
    'api.example.org same-site',
    'api.example.com cross-site',
    'api.example.net cross-site',
    'www.example.org same-origin',
  ]);
});

test('A port that Docker was given is that of all hosts', () => {
  expect(asked('https://app.example.localhost:8443')).toEqual([
    'api.example.localhost:8443 same-site',
    'api.other.localhost:8443 cross-site',
    'api.third.localhost:8443 cross-site',
    'app.example.localhost:8443 same-origin',
  ]);
});

test('Look-alikes and customers of one hoster are other sites', () => {
  expect(asked('https://www-example.test')[0]).toBe('api.example.test cross-site');
  expect(asked('https://alice.vercel.app')[0]).toBe('api.vercel.app cross-site');
});

test('On localhost another port is the same site, and 127.0.0.1 another one', () => {
  expect(asked('http://localhost:7001')).toEqual([
    'localhost:7002 same-site',
    '127.0.0.1:7002 cross-site',
    'localhost:7001 same-origin',
  ]);
  expect(asked('http://localhost:41234')).toEqual(['localhost:41234 same-origin']);
});

const text = `sid=1; Domain=example.test; Secure
wide=1; Domain=test
Access-Control-Allow-Origin: https://www.example.test
Access-Control-Allow-Origin: https://api.other.test
a test of other things, with the latest words`;

for (const topology of topologyIds) {
  for (const port of ['', ':8443']) {
    test(`Texts under ${topology}${port} say the names that hold there, and come back as they were`, () => {
      const page = toTwin('https://www.example.test', topology);
      const { toLocal, toCanonical } = namesAt(`${page}${port}`);
      expect(toLocal(text)).toContain(`Access-Control-Allow-Origin: ${page}${port}`);
      expect(toLocal(text)).toContain(toTwin('Domain=example.test', topology));
      expect(toCanonical(toLocal(text))).toBe(text);
    });
  }
}
