import type { CausesOf, Help } from './help.ts';

const oneSite =
  'Serve page and API from one site (G1, G2); or a token in Authorization in place of the cookie';

export const browserHelps = {
  'browser-policy:3pc-setting': {
    meaning: 'The browser blocks third-party cookies, by its default or by the user’s wish.',
    fix: `${oneSite}; or, for this embedding alone, Set-Cookie: {as partitioned}`,
    rule: 'RFC 6265bis-22 §7.1',
  },
  'browser-policy:itp': {
    meaning: 'Tracking prevention: the browser neither stores nor sends third-party cookies.',
    fix: `${oneSite}; or, in a frame, document.requestStorageAccess() on a click.`,
    rule: 'webkit.org, Tracking Prevention Policy',
  },
  'browser-policy:third-party-set': {
    meaning:
      'The browser lets no third party set a cookie; it sends what was set while its own site was open.',
    fix: `${oneSite}; or let the user visit {api} first, and set it there.`,
    rule: 'RFC 6265bis-22 §7.1',
  },
  'browser-policy:partitioned-jar': {
    meaning:
      'The browser keeps a jar for each top-level site: what was set under one does not show under another.',
    fix: `${oneSite}; or, in a frame, document.requestStorageAccess().`,
    rule: 'Storage Access API; Firefox, Total Cookie Protection',
  },
  'storage-access:not-granted': {
    meaning: 'The frame asked for its cookies and was not given them.',
    fix: 'Call document.requestStorageAccess() right in the handler of a click, in a frame whose site the user has visited and used; sandbox needs allow-storage-access-by-user-activation.',
    rule: 'Storage Access API, “requestStorageAccess()”',
  },
  'browser:own-reason': {
    meaning: 'The browser gives a reason that belongs to no other link.',
    fix: 'Look the browser’s code up; the evidence names it.',
    rule: 'Chrome DevTools Protocol, Network domain',
  },
  'browser:unexplained': {
    meaning: 'Neither what was seen nor the browser tells why.',
    fix: 'Run it in Chromium, which gives reasons: npm run explain -- <scenario> --browsers chromium',
    rule: 'none known',
  },
  'cookie-jar:duplicate-name': {
    meaning:
      'Two cookies of one name with other Domain or Path are two cookies: both are sent, and the server picks one.',
    fix: 'Delete the old one with its own Domain and Path: Set-Cookie: {name}=; Max-Age=0; Path=<its path>; and give the new one another name.',
    rule: 'RFC 6265bis-22 §5.7 step 23, §5.8.3 step 4',
  },
  'cookie-jar:deletion-mismatch': {
    meaning:
      'A cookie is deleted by one with the same name, Domain and Path (and Partitioned), only expired.',
    fix: 'Repeat the attributes it was set with: Set-Cookie: {name}=; Max-Age=0; <the same Domain, Path, Secure, SameSite, Partitioned>',
    rule: 'RFC 6265bis-22 §5.7 step 23',
  },
  'cookie-jar:expired': {
    meaning: 'Its Max-Age or Expires has passed.',
    fix: 'Set it anew before it ends, with a longer Max-Age: Set-Cookie: {line}',
    rule: 'RFC 6265bis-22 §5.5, §5.6.2',
  },
  'cookie-jar:evicted': {
    meaning: 'The jar was full, and this cookie had to go.',
    fix: 'Set fewer cookies for {site}; keep the data on the server.',
    rule: 'RFC 6265bis-22 §5.7 “remove excess cookies”',
  },
  'cookie-jar:cleared': {
    meaning: 'A later answer took the cookie away.',
    fix: 'Set it anew after that answer: Set-Cookie: {line}',
    rule: 'RFC 6265bis-22 §5.7; Clear Site Data §3',
  },
} as const satisfies Record<
  CausesOf<'browser' | 'browser-policy' | 'storage-access' | 'cookie-jar'>,
  Help
>;
