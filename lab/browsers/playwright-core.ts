/**
 * Playwright, loaded when a browser needs it: it takes longer to load than all else together, and
 * meanwhile the browsers that do without it can start.
 */
import { createRequire } from 'node:module';

type Core = typeof import('playwright-core');

let core: Core | undefined;

export function playwright(): Core {
  core ??= createRequire(import.meta.url)('playwright-core') as Core;
  return core;
}
