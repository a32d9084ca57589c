/** Firefox's reasons, out of the messages on its console. */
import { firefoxBlocks } from '../../base/reasons/blocked.ts';
import type { ReasonCode } from '../../base/reasons/codes.ts';
import {
  type FirefoxMessage,
  firefoxCookieMessages,
  firefoxCorsMessages,
} from '../../base/reasons/firefox.ts';
import { attributeIn, cookieNameOf, readSetCookie } from '../../base/set-cookie.ts';
import { type BrowserReason, exchangeOf } from '../reason.ts';

/** A message, as the actor of a console tells it. */
export interface PageError {
  readonly category: string;
  readonly errorMessage: string;
  /** The URL of the request, or of the document whose script wrote a cookie; empty for CORS. */
  readonly sourceName: string | null;
}

/** What a message says of an exchange; null where it refuses nothing, or is of something else. */
export function reasonOf(message: PageError): BrowserReason | null {
  for (const read of [corsReason, blockReason, cookieReason]) {
    const reason = read(message);
    if (reason) return reason;
  }
  return null;
}

function corsReason({ category, errorMessage }: PageError): BrowserReason | null {
  const codes: Readonly<Record<string, ReasonCode | null>> = firefoxCorsMessages;
  const code = codes[category.replace(/\d+$/, '')];
  // The URL stands in the text alone, in some texts in quotes.
  const url = /remote resource at ‘?(\S+?)’?\. \(Reason/.exec(errorMessage)?.[1] ?? '';
  const exchange = exchangeOf(url);
  return code && exchange !== null
    ? { exchange, on: 'read', code, raw: category, by: 'browser' }
    : null;
}

function blockReason({ category, errorMessage, sourceName }: PageError): BrowserReason | null {
  for (const { says, on, code, ...block } of firefoxBlocks) {
    const found = block.category === category ? says.exec(errorMessage) : null;
    if (!found) continue;
    const exchange = exchangeOf(found[1] ?? sourceName ?? '');
    return exchange === null ? null : { exchange, on, code, raw: category, by: 'browser' };
  }
  return null;
}

function cookieReason({ category, errorMessage, sourceName }: PageError): BrowserReason | null {
  if (!/^cookie/i.test(category)) return null;
  const messages: Readonly<Record<string, FirefoxMessage>> = firefoxCookieMessages;
  const [id, message] =
    Object.entries(messages).find(([, { says }]) => errorMessage.includes(says)) ?? [];
  const cookie = cookieNamed(errorMessage);
  const url = (cookie === undefined && /on “(.*?)”/.exec(errorMessage)?.[1]) || (sourceName ?? '');
  const exchange = exchangeOf(url);
  if (exchange === null || message?.code === null) return null;
  return {
    exchange,
    ...(cookie !== undefined && { cookie }),
    on: message?.on ?? 'store',
    code: id === crossSite ? sameSiteOf(cookie ?? '', url) : (message?.code ?? 'UnknownError'),
    raw: id ?? errorMessage,
    by: 'browser',
  };
}

/**
 *     'Cookie “sid” has been rejected …'       → 'sid'
 *     'Cookie with an empty name and …'        → ''
 *     'Request to access cookie or storage …'  → undefined
 *     'Cookie “” has been rejected as third-party.', of all cookies of an answer → undefined
 */
function cookieNamed(text: string): string | undefined {
  if (text.startsWith('Cookie with an empty name')) return '';
  return /^Cookie “(.+?)”/.exec(text)?.[1];
}

/** One text for all that keeps a cookie from being set cross-site. */
const crossSite: keyof typeof firefoxCookieMessages = 'CookieRejectedForNonSameSiteness';

/** Which enforcement it was stands in the recipe that the URL carries. */
function sameSiteOf(cookie: string, url: string): ReasonCode {
  const lines = new URL(url).searchParams.getAll('cookie');
  const line = lines.find((one) => cookieNameOf(one) === cookie) ?? '';
  const sameSite = attributeIn(readSetCookie(line), 'SameSite')?.toLowerCase();
  if (sameSite === 'strict') return 'SameSiteStrict';
  return sameSite === 'lax' ? 'SameSiteLax' : 'SameSiteUnspecifiedTreatedAsLax';
}
