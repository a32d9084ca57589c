/** Mixed Content (https://w3c.github.io/webappsec-mixed-content/): plain http inside secure pages. */
import type { UserAgent } from '../agents/agent.ts';
import { isIpAddress, isLoopback } from '../cookies/hosts.ts';
import { type DocumentContext, inclusiveAncestors } from '../html/document.ts';

export const isTrustworthy = ({ protocol, hostname }: URL, agent: UserAgent): boolean =>
  protocol === 'https:' || (agent.loopbackIsTrustworthy && isLoopback(hostname));

/**
 * §4: the URL that a document may really load; null where it is blocked. Images, audio and
 * video are upgraded (§4.1), everything else is blocked (§4.4).
 */
export function withoutMixedContent(
  url: URL,
  within: DocumentContext,
  upgradeable: boolean,
  agent: UserAgent,
): URL | null {
  // §4.3: does any document around prohibit mixed security contexts?
  const prohibits = inclusiveAncestors(within).some(
    (document) => document.url.protocol === 'https:',
  );
  if (!prohibits || isTrustworthy(url, agent)) return url;
  if (!upgradeable) return null;
  // To who does not trust this machine's own http its images are no threat: they stay as they are.
  if (isLoopback(url.hostname)) return url;
  if (isIpAddress(url.hostname)) return null;
  const upgraded = new URL(url);
  upgraded.protocol = 'https:';
  return upgraded;
}
