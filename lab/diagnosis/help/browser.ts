import type { CausesOf, Help } from './help.ts';

const oneSite =
  'Serve page and API from one site; or send a token in Authorization in place of the cookie';

export const browserHelps = {
  'browser-policy:3pc-setting': {
    meaning: 'The browser blocks third-party cookies, by its default or by the user’s wish.',
    fix: `${oneSite}; or set a cookie for this embedding alone.`,
    write: ['Set-Cookie: {as partitioned}'],
    rule: 'RFC 6265bis-22 §7.1',
  },
  'browser-policy:itp': {
    meaning: 'Tracking prevention: the browser neither stores nor sends third-party cookies.',
    fix: `${oneSite}; or ask in a frame, on a click.`,
    write: ['document.requestStorageAccess()'],
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
    fix: `${oneSite}; or ask in a frame.`,
    write: ['document.requestStorageAccess()'],
    rule: 'Storage Access API; Firefox, Total Cookie Protection',
  },
  'storage-access:not-granted': {
    meaning: 'The frame asked for its cookies and was not given them.',
    fix: 'Call it right in the handler of a click, in a frame whose site the user has visited and used; sandbox needs allow-storage-access-by-user-activation.',
    write: ['document.requestStorageAccess()'],
    rule: 'Storage Access API, “requestStorageAccess()”',
  },
  'browser:own-reason': {
    meaning: 'The browser itself says why.',
    fix: '{as told}',
    rule: 'Chrome DevTools Protocol, Network domain',
  },
  'browser:unexplained': {
    meaning: 'Neither what was seen nor the browser tells why.',
    fix: '{ask further}',
    rule: 'none known',
  },
  'cookie-jar:duplicate-name': {
    meaning:
      'Two cookies of one name with other Domain or Path are two cookies: both are sent, and the server picks one.',
    fix: 'Delete the old one, by its own Domain and Path, and give the new one another name.',
    write: ['Set-Cookie: {to delete}'],
    rule: 'RFC 6265bis-22 §5.7 step 23, §5.8.3 step 4',
  },
  'cookie-jar:deletion-mismatch': {
    meaning:
      'A cookie is deleted by one with the same name, Domain and Path (and Partitioned), only expired.',
    fix: 'Repeat the attributes that it was set with.',
    write: ['Set-Cookie: {to delete}'],
    rule: 'RFC 6265bis-22 §5.7 step 23',
  },
  'cookie-jar:expired': {
    meaning: 'Its Max-Age or Expires has passed.',
    fix: 'Set it anew before it ends, or let it live longer (Max-Age, in seconds).',
    write: ['Set-Cookie: {as lasting}'],
    rule: 'RFC 6265bis-22 §5.5, §5.6.2',
  },
  'cookie-jar:evicted': {
    meaning: 'The jar was full, and this cookie had to go.',
    fix: 'Set fewer cookies for {site}; keep the data on the server.',
    rule: 'RFC 6265bis-22 §5.7 “remove excess cookies”',
  },
  'cookie-jar:cleared': {
    meaning: 'A later answer took the cookie away.',
    fix: 'Set it anew after that answer.',
    write: ['Set-Cookie: {line}'],
    rule: 'RFC 6265bis-22 §5.7; Clear Site Data §3',
  },
} as const satisfies Record<
  CausesOf<'browser' | 'browser-policy' | 'storage-access' | 'cookie-jar'>,
  Help
>;
