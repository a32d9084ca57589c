/** What a run opens to others while it lasts, and what its browsers could do: said when it starts. */
import type { Driver, Network } from './driver.ts';
import { whyNoLoopback } from './loopback.ts';
import type { Engine, Profile } from './profiles.ts';
import { isRoot } from './user.ts';

/** A column, or what of it matters here. */
interface Started {
  readonly profile: Profile;
  readonly driver: Pick<Driver, 'whyRoot'>;
}

/** What of a network it depends on. */
type Told = Pick<Network, 'proxy' | 'headed'>;

/** What a run of these columns opens to others, a line each; none where it opens nothing. */
export async function exposure(columns: readonly Started[], network: Told): Promise<string[]> {
  const root = isRoot() ? await runAsRoot(columns, network) : [];
  return [...root, ...(await commandable(columns, network))];
}

/** A line for each reason for which browsers run as root. */
async function runAsRoot(columns: readonly Started[], network: Told): Promise<string[]> {
  const ids = new Map<string, string[]>();
  for (const { profile, driver } of columns) {
    const why = await driver.whyRoot?.(network);
    if (why) ids.set(why, [...(ids.get(why) ?? []), profile.id]);
  }
  return [...ids].map(
    ([why, names]) => `As root run ${names.join(', ')} (${why}): prefer an ordinary user.`,
  );
}

/** Engines whose browser, or driver, is commanded at a port; Chromium at a pipe. */
const commandedAtPort: ReadonlySet<Engine> = new Set(['firefox', 'webkit']);

async function commandable(columns: readonly Started[], { proxy }: Told): Promise<string[]> {
  const open = columns.some(
    ({ profile }) => !('build' in profile) && commandedAtPort.has(profile.engine),
  );
  if (!open || process.env.LAB_OPEN_DRIVER === 'allow') return [];
  const why = proxy === null ? 'they use the network of this machine' : await whyNoLoopback();
  if (why === null) return [];
  const more = 'Users of this machine can command Firefox and WebKit while these run';
  return [`${more} (${why}). See docs/security.md.`];
}
