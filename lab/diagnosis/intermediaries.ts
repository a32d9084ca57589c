/** Responses that something before the server gave in its place: what their headers tell, and what to do. */
import { getHeader, type HeaderList } from '../base/headers.ts';

interface Intermediary {
  readonly header: string;
  readonly by: RegExp;
  /** `api`: the origin that was asked. */
  readonly says: (api: string) => string;
}

/** Each by a header of its own documentation. */
const intermediaries: readonly Intermediary[] = [
  {
    header: 'ngrok-error-code',
    by: /^ERR_NGROK_6024$/,
    says: () =>
      'This is the warning page of ngrok, not a response of your server: send the header ngrok-skip-browser-warning with any value, and allow it in the preflight.',
  },
  {
    header: 'ngrok-error-code',
    by: /^ERR_NGROK_\d+$/,
    says: (api) => `ngrok answered in place of your server: check that the tunnel to ${api} runs.`,
  },
  {
    header: 'cf-mitigated',
    by: /^challenge$/i,
    says: (api) =>
      `Cloudflare answered with a challenge, which only a page can solve: exempt ${api} from it.`,
  },
  {
    header: 'x-vercel-mitigated',
    by: /^(challenge|deny)$/i,
    says: (api) =>
      `The firewall of Vercel answered in place of your server: exempt ${api} from it.`,
  },
  {
    header: 'set-cookie',
    by: /^_vercel_sso_nonce=/,
    says: () =>
      'Deployment Protection of Vercel answered in place of your server: send x-vercel-protection-bypass, or switch it off for this deployment.',
  },
  {
    header: 'x-amzn-errortype',
    by: /^MissingAuthenticationTokenException/,
    says: () =>
      'API Gateway has no such route: check the stage, the path and the method. Add the CORS headers to its gateway response DEFAULT_4XX, too.',
  },
];

/** What to do about a response that the server itself never gave; null where it did, as far as headers tell. */
export function intermediaryOf(headers: HeaderList, api: string): string | null {
  const found = intermediaries.find(({ header, by }) => by.test(getHeader(headers, header) ?? ''));
  return found?.says(api) ?? null;
}
