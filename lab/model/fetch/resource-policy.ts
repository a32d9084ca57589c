/**
 * What keeps cookies and answers away in a page that isolates itself:
 * Cross-Origin-Embedder-Policy (HTML §7.1.4) and Cross-Origin-Resource-Policy (Fetch §3.7).
 */
import { getHeader, type HeaderList } from '../../base/headers.ts';
import type { EmbedderPolicy } from '../agents/agent.ts';
import type { Sites } from '../cookies/sites.ts';
import type { ReadReason } from '../reasons.ts';
import { currentUrl, includesCredentials, type Request } from './request.ts';

/** HTML "obtain an embedder policy", of the policies that an agent supports. */
export function embedderPolicyOf(
  headers: HeaderList,
  supported: readonly EmbedderPolicy[],
): EmbedderPolicy {
  const [value = ''] = (getHeader(headers, 'Cross-Origin-Embedder-Policy') ?? '').split(';');
  return supported.find((policy) => policy === value.trim()) ?? 'unsafe-none';
}

/** Fetch §3.7, cross-origin resource policy check, of an answer that is opaque; null where it is allowed. */
export function resourcePolicyCheck(
  request: Request,
  headers: HeaderList,
  sites: Sites,
): ReadReason | null {
  const { origin, client } = request;
  const url = currentUrl(request);
  const said = getHeader(headers, 'Cross-Origin-Resource-Policy');
  const isStrict =
    client?.embedderPolicy === 'require-corp' ||
    (client?.embedderPolicy === 'credentialless' && includesCredentials(request));
  const policy =
    policies.find((one) => one === said) ?? (isStrict ? 'same-origin' : 'cross-origin');
  const isAllowed = {
    'cross-origin': true,
    'same-origin': origin === url.origin,
    'same-site':
      origin !== null &&
      origin !== 'null' &&
      sites.schemelesslySameSite(new URL(origin), url) &&
      (origin.startsWith('https:') || url.protocol !== 'https:'),
  }[policy];
  if (isAllowed) return null;
  return policy === said ? 'ResourcePolicy' : 'ResourcePolicyRequired';
}

const policies = ['same-origin', 'same-site', 'cross-origin'] as const;
