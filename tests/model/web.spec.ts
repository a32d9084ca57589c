/** The pure rooms as one script for a web page: small, and without Node. */
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { bundled, diagnosed, here } from './web-bundle.ts';

test('Model, diagnosis, import and suffix list are less than 250 kB, compressed, for a web page', async () => {
  const text = await bundled();
  // The suffix list is in it.
  expect(text).toContain('xn--vermgensberatung-pwb');
  expect(gzipSync(text).length).toBeLessThan(250_000);
});

test('They predict and diagnose the same where there is nothing but the language, URL and text', async () => {
  const page = createContext({ URL, URLSearchParams, TextEncoder, TextDecoder });
  runInContext(await bundled(), page);
  const told = runInContext(`(${diagnosed})(lab)`, page);
  expect(told).toContain('samesite:cross-site-request');
  expect(told).toBe(diagnosed(here));
});
