import type { Advice, CausesOf } from '../advice.ts';
import type { Case } from '../case.ts';
import { lasting, partitioned } from '../cookie-lines.ts';
import { byDesign } from './design.ts';

const noHeader = 'No attribute of the cookie changes this.';

/** Partitioned, where it is not there yet and suffices. */
const embedded = ({ setCookie }: Case): readonly string[] => setCookie(partitioned);

const policyFix = (one: Case): string =>
  one.setCookie(partitioned).length > 0
    ? `${byDesign(one)} Or keep a cookie for this top-level site alone: Partitioned.`
    : `${noHeader} ${byDesign(one)}`;

export const browserAdvice = {
  'browser-policy:3pc-setting': {
    meaning: 'The browser blocks third-party cookies, by default or by a setting of the user.',
    fix: policyFix,
    write: embedded,
    rule: 'RFC 10025 §7.1',
  },
  'browser-policy:itp': {
    meaning: 'Tracking prevention: the browser neither stores nor sends third-party cookies.',
    fix: policyFix,
    write: embedded,
    rule: 'webkit.org, Tracking Prevention Policy',
  },
  'browser-policy:third-party-set': {
    meaning:
      'The browser lets no third party set a cookie. It sends one that was set while its own site was open.',
    fix: (one) =>
      `${noHeader} ${byDesign(one)} Or set the cookie while the user visits ${one.api} itself.`,
    rule: 'RFC 10025 §7.1',
  },
  'browser-policy:partitioned-jar': {
    meaning:
      'The browser keeps a jar for each top-level site: a cookie that was set under one is not sent under another.',
    fix: (one) => `${noHeader} ${byDesign(one)} Or let the user sign in again below ${one.top}.`,
    rule: 'Storage Access API; Firefox, Total Cookie Protection',
  },
  'storage-access:not-granted': {
    meaning: 'The frame asked for storage access, and the browser denied it.',
    fix: ({ sandbox }) =>
      `Call it in the handler of a click, in a frame whose site the user has visited and used.${
        sandbox === null || sandbox.includes('allow-storage-access-by-user-activation')
          ? ''
          : ' Add allow-storage-access-by-user-activation to the sandbox.'
      }`,
    rule: 'Storage Access API, “requestStorageAccess()”',
  },
  'browser:own-reason': {
    meaning: 'The browser gives the reason itself.',
    fix: 'Look the reason up in the documentation of the browser.',
    rule: 'Chrome DevTools Protocol, Network domain',
  },
  'browser:unexplained': {
    meaning: 'Neither the evidence nor the browser explains it.',
    fix: ({ showsWithheldCookies }) =>
      showsWithheldCookies
        ? 'Look at the request in DevTools: Network, Cookies, “show filtered out request cookies”.'
        : 'Run it in Chromium, which gives reasons: --browsers chromium.',
    rule: 'none known',
  },
  'cookie-jar:duplicate-name': {
    meaning:
      'Cookies of one name with a different Domain or Path are different cookies. Both are sent, and the server reads one of them.',
    fix: ({ deletion }) =>
      `Delete the old one with its own Domain and Path${deletion.length > 0 ? '' : ' (DevTools, Application, Cookies shows them)'}, or give the new one another name.`,
    write: ({ deletion }) => deletion,
    rule: 'RFC 10025 §5.7 step 23, §5.8.3 step 4',
  },
  'cookie-jar:deletion-mismatch': {
    meaning:
      'A cookie is deleted only by a Set-Cookie with the same name, Domain and Path (and Partitioned) that has expired.',
    fix: 'Repeat the attributes with which it was set.',
    write: ({ deletion }) => deletion,
    rule: 'RFC 10025 §5.7 step 23',
  },
  'cookie-jar:expired': {
    meaning: 'The cookie has expired: its Max-Age or Expires has passed.',
    fix: 'Set it again before it expires, or let it live longer (Max-Age, in seconds).',
    write: ({ line }) => [line(lasting)],
    rule: 'RFC 10025 §5.5, §5.6.2',
  },
  'cookie-jar:evicted': {
    meaning: 'The jar was full, and the browser removed this cookie.',
    fix: ({ domain }) =>
      `Set fewer cookies for ${domain}: browsers keep about 180. Keep the data on the server.`,
    rule: 'RFC 10025 §5.7 “remove excess cookies”',
  },
  'cookie-jar:cleared': {
    meaning: 'A later response deleted the cookie.',
    fix: ({ prefetched }) =>
      prefetched === null
        ? 'Set it again after that response, or no longer delete it there.'
        : `Delete it in the response to a POST: a GET may be sent before anybody clicks. Until then, do not prefetch “${prefetched}” (Next.js: prefetch={false}).`,
    rule: 'RFC 10025 §5.7; Clear Site Data §3',
  },
} as const satisfies Record<
  CausesOf<'browser' | 'browser-policy' | 'storage-access' | 'cookie-jar'>,
  Advice
>;
