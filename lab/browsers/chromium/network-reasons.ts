/** The reasons in single events of the DevTools Protocol's Network domain. */
import type { Protocol } from 'devtools-protocol';
import { type Blocked, blockedBy } from '../../base/reasons/blocked.ts';
import {
  cookieBlockedReasons,
  cookieExemptionReasons,
  corsErrors,
  type ReasonCode,
  setCookieBlockedReasons,
} from '../../base/reasons/index.ts';
import { cookieNameOf } from '../../base/set-cookie.ts';
import type { BrowserReason } from '../reason.ts';

type Found = Omit<BrowserReason, 'exchange'>;

/** Cookies that were not sent, and those that the third-party policy would have blocked. */
export function reasonsOfSent(
  event: Protocol.Network.RequestWillBeSentExtraInfoEvent | undefined,
): Found[] {
  const { associatedCookies = [], siteHasCookieInOtherPartition = false } = event ?? {};
  return [
    ...associatedCookies.flatMap(
      ({ cookie: { name }, blockedReasons, exemptionReason = 'None' }) => [
        ...blockedReasons.map((code) => reason('send', name, code, cookieBlockedReasons)),
        ...exemption('send', name, exemptionReason),
      ],
    ),
    // Which cookie that is, it does not say.
    ...(siteHasCookieInOtherPartition ? [inOtherPartition] : []),
  ];
}

const inOtherPartition: Found = {
  on: 'send',
  code: 'OtherPartition',
  raw: 'siteHasCookieInOtherPartition',
  by: 'browser',
};

/** Cookies that were not stored, and those that the third-party policy would have refused. */
export function reasonsOfReceived(
  event: Protocol.Network.ResponseReceivedExtraInfoEvent | undefined,
): Found[] {
  const { blockedCookies = [], exemptedCookies = [] } = event ?? {};
  return [
    ...blockedCookies.flatMap(({ cookie, cookieLine, blockedReasons }) =>
      blockedReasons.map((code) =>
        reason('store', cookie?.name ?? cookieNameOf(cookieLine), code, setCookieBlockedReasons),
      ),
    ),
    ...exemptedCookies.flatMap(({ cookie, exemptionReason }) =>
      exemption('store', cookie.name, exemptionReason),
    ),
  ];
}

/** Why a request, or its answer, was kept from its page. */
export function reasonsOfFailure(event: Protocol.Network.LoadingFailedEvent | undefined): Found[] {
  const cors = event?.corsErrorStatus?.corsError;
  return [
    ...(cors === undefined ? [] : [reason('read', undefined, cors, corsErrors)]),
    ...(event?.blockedReason === undefined ? [] : [blocked(event.blockedReason)]),
  ];
}

/** What a browser is newer than the vocabulary for is told of the answer: that one is missing. */
function blocked(raw: Protocol.Network.BlockedReason): Found {
  const { on, code }: Blocked = blockedBy[raw] ?? { on: 'read', code: 'UnknownError' };
  return { on, code, raw, by: 'browser' };
}

/** A code that this version of the vocabulary does not know yet is kept as raw. */
function reason(
  on: Found['on'],
  cookie: string | undefined,
  code: string,
  known: readonly ReasonCode[],
): Found {
  const found = known.find((one) => one === code);
  return {
    ...(cookie !== undefined && { cookie }),
    on,
    ...(found ? { code: found } : { code: 'UnknownError', raw: code }),
    by: 'browser',
  };
}

function exemption(on: Found['on'], cookie: string, code: string): Found[] {
  if (code === 'None') return [];
  const known = cookieExemptionReasons.filter((one) => one !== 'None');
  return [{ ...reason(on, cookie, code, known), exempt: true }];
}
