import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  allHostNames,
  apiHost,
  examplePath,
  hostNames,
  hosts,
  platformHosts,
  platformSuffixes,
  topologies,
  topologyIds,
  toTwin,
} from '../../lab/base/topology.ts';
import { publicSuffixes } from '../../lab/model/cookies/public-suffix.ts';

const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

for (const [text, twin] of [
  ['https://api.example.test/a', 'https://api.example.com/a'],
  ['sid=1; Domain=test', 'sid=1; Domain=com'],
  ['sid=1; domain=.test; Path=/', 'sid=1; domain=.com; Path=/'],
  ['sid=1; Domain=.example.test', 'sid=1; Domain=.example.com'],
  [
    'https://evil.other.test https://www.third.test',
    'https://evil.example.org https://www.example.net',
  ],
  ['WWW.EXAMPLE.TEST', 'WWW.example.com'],
  ['a test of other things', 'a test of other things'],
  ['notexample.testing', 'notexample.testing'],
  ['https://www.example.test.other.test', 'https://www.example.com.example.org'],
  ['https://www-example.test', 'https://www-example.com'],
  ['notexample.test', 'notexample.test'],
  ['example.testing', 'example.testing'],
  ['sid=1; Domain=testing', 'sid=1; Domain=testing'],
  ['subdomain=test', 'subdomain=test'],
] as const) {
  test(`Under com "${text}" reads "${twin}"`, () => {
    expect(toTwin(text, 'com')).toBe(twin);
  });
}

test('Under test, scenarios keep the names that they are written with', () => {
  expect(hostNames('test')).toEqual(hosts);
});

test('Text that names nothing of the lab is the same in every topology', () => {
  const text = fc.string().filter((one) => !/test/i.test(one));
  fc.assert(
    fc.property(text, fc.constantFrom(...topologyIds), (one, topology) => {
      assert.equal(toTwin(one, topology), one);
    }),
  );
});

test('A twin never holds a name of another topology', () => {
  const part = fc.oneof(
    fc.constantFrom(...hosts.map((host) => `https://${host}/`)),
    fc.constantFrom(...hosts.map((host) => `a=1; Domain=.${host}; `)),
    fc.constantFrom('Domain=test; ', ' and ', ', ', '"'),
  );
  fc.assert(
    fc.property(fc.array(part), fc.constantFrom(...topologyIds), (parts, topology) => {
      const twin = toTwin(parts.join(''), topology);
      for (const other of topologyIds.filter((id) => id !== topology)) {
        for (const name of Object.values(topologies[other].domains)) {
          assert.ok(!twin.includes(name), `${twin} holds ${name}`);
        }
      }
    }),
  );
});

test('Each topology has as many different names as the lab has hosts', () => {
  for (const topology of topologyIds) expect(new Set(hostNames(topology)).size).toBe(hosts.length);
  expect(new Set(allHostNames).size).toBe(topologyIds.length * hosts.length + platformHosts.length);
});

test('Names with a label api are the API’s, and only those', () => {
  for (const name of ['api.example.test', 'sub.api.example.test', 'api.example.org']) {
    expect(name).toMatch(apiHost);
  }
  for (const name of [
    'www.example.test',
    'apis.example.test',
    'myapi.example.test',
    'example.api',
  ]) {
    expect(name).not.toMatch(apiHost);
  }
});

test('Examples stand below /examples/ and /api/examples/, and nowhere else', () => {
  for (const path of ['/examples/same-site/orders', '/api/examples/same-origin/orders']) {
    expect(path).toMatch(examplePath);
  }
  for (const path of ['/', '/examples', '/a/examples/b', '/examples.html', '/api/v1/examples/']) {
    expect(path).not.toMatch(examplePath);
  }
});

test('The hosters’ suffixes are public suffixes, each with a page and an API of two customers', () => {
  for (const suffix of platformSuffixes) {
    expect(publicSuffixes.isPublicSuffix(suffix), suffix).toBe(true);
    expect(platformHosts.filter((host) => host.endsWith(`.${suffix}`))).toEqual([
      `alice.${suffix}`,
      `api.${suffix}`,
    ]);
  }
});

test('In Docker Caddy answers to exactly the names of test and com, and of the hosters', () => {
  const [, list = ''] = /aliases:\n((?: +- \S+\n)+)/.exec(file('docker-compose.yml')) ?? [];
  const aliases = [...list.matchAll(/- (\S+)/g)].map(([, name]) => name);
  expect(aliases.sort()).toEqual(
    [...hostNames('test'), ...hostNames('com'), ...platformHosts].sort(),
  );
});

const caddyHost = () => {
  const [, regex = '(?!)'] = /@foreign not header_regexp Host (\S+)/.exec(file('Caddyfile')) ?? [];
  return new RegExp(regex);
};

test('Caddy lets in every name of the lab, with and without a port', () => {
  for (const name of allHostNames) {
    expect(name).toMatch(caddyHost());
    expect(`${name}:443`).toMatch(caddyHost());
  }
});

for (const name of [
  'evil.com',
  'example.test.evil.com',
  'xexample.test',
  'example.test.',
  'web-example.test',
  'example.testx',
  'exampleztest',
  'other.com',
  'localhost',
  '127.0.0.1',
  'www.example.test:443.evil.com',
  'evil.com/www.example.test',
  'vercel.app',
  'bob.vercel.app',
  'www.alice.vercel.app',
  'alice.railway.app',
  '',
]) {
  test(`Caddy turns away the host "${name}"`, () => {
    expect(name).not.toMatch(caddyHost());
  });
}

test('Caddy knows the API’s hosts by the same expression as the lab', () => {
  expect(/header_regexp Host (\S*api\S*)/.exec(file('Caddyfile'))?.[1]).toBe(apiHost.source);
});
