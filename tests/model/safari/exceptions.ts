/** What the agents do not reproduce of what WebKit expects on macOS, and why. */
interface Exception {
  readonly because: string;
  readonly subtests: readonly string[];
}

/** Of what is read as a cookie. */
export const syntaxExceptions: readonly Exception[] = [
  {
    because: 'NUL, LF and CR in a header are its transport’s, before a cookie is read',
    subtests: [
      'WPT/cookies/name/name-ctl 44',
      'WPT/cookies/value/value-ctl 34',
      'WPT/cookies/value/value-ctl 44',
      'WPT/cookies/value/value-ctl 47',
      'WPT/cookies/value/value 13',
    ],
  },
  {
    because: 'macOS drops a space after a comma or an equals sign, as it reads joined headers',
    subtests: [
      'WPT/cookies/attributes/invalid 13',
      'WPT/cookies/name/name 21',
      'WPT/cookies/value/value 1',
    ],
  },
  {
    because: 'macOS refuses a cookie whose name is quoted: no rule of the agents tells of it',
    subtests: ['WPT/cookies/encoding/charset 5', 'WPT/cookies/name/name 45'],
  },
  {
    because:
      'the order of cookies with equally long paths is open: the older goes first here, the name decides in name/name 20 and value/value 22',
    subtests: ['WPT/cookies/ordering/resources/ordering-child.sub 4'],
  },
];

/** Of where cookies go. */
export const otherExceptions: readonly Exception[] = [
  {
    because:
      'a document that has read a cookie goes on showing it when a response makes it HttpOnly: its page process has a copy',
    subtests: ['WPT/cookies/attributes/httponly-overwrite.https.window 7'],
  },
  {
    because:
      'a frame of another site that leads itself to the top-level site: macOS keeps none of its cookies, and no document says why',
    subtests: ['WPT/cookies/samesite/setcookie-navigation.https 6'],
  },
  {
    because:
      'document.cookie without Strict after a redirect from the address bar; after a link over the same redirect it has it (fetch-after-top-level-cross-origin-redirect 2)',
    subtests: ['http/tests/cookies/same-site/user-load-cross-site-redirect 2'],
  },
  {
    because:
      'since 2026 srcdoc asks as its parent; which Safari has it is open, so it is not predicted',
    subtests: [
      'http/tests/cookies/same-site/fetch-in-srcdoc-iframe-inside-cross-origin-iframe 1',
      'http/tests/cookies/same-site/img-from-srcdoc-iframe-inside-cross-origin-iframe 1',
    ],
  },
];
