import { api, fetch, laxIsPassedOver, noneNeedsNoSecure, scenario, visit } from '#lab';

const sent = [
  'no-equals',
  'empty-domain',
  'dotted-domain',
  'quoted-path',
  'relative-path',
  'secure-with-value',
  'unknown',
  'last-path-covers',
  'last-path-empty',
  'last-max-age-keeps',
  'last-domain-covers',
  'last-domain-empty',
  'last-samesite-lax',
];

export default scenario({
  title: 'Attribute names know no case; of two of one name the last counts; the unknown is ignored',
  claims: ['B9'],
  steps: [
    visit(`${api}/dir/page`, {
      answer: {
        setCookie: [
          'case-of-path=1; pATH=/elsewhere',
          'case-of-max-age=1; MAX-age=0',
          'case-of-domain=1; dOmAiN=other.test',
          'case-of-value=1; sameSITE=nOnE',
          'spaces-around=1 ;  Path  =  /elsewhere  ',
          'no-equals=1; Path',
          'empty-domain=1; Domain=',
          'dotted-domain=1; Domain=.example.test',
          'quoted-path=1; Path="/dir"',
          'relative-path=1; Path=elsewhere',
          'secure-with-value=1; Secure=false',
          'unknown=1; Priority=High; Foo; =bar; ;',
          'last-path-covers=1; Path=/elsewhere; Path=/dir',
          'last-path-does-not=1; Path=/dir; Path=/elsewhere',
          'last-path-empty=1; Path=/elsewhere; Path=',
          'last-max-age-keeps=1; Max-Age=0; Max-Age=60',
          'last-max-age-deletes=1; Max-Age=60; Max-Age=0',
          'last-domain-covers=1; Domain=other.test; Domain=example.test',
          'last-domain-does-not=1; Domain=example.test; Domain=other.test',
          'last-domain-empty=1; Domain=other.test; Domain=',
          'last-samesite-none=1; SameSite=Lax; SameSite=None',
          'last-samesite-lax=1; SameSite=None; SameSite=Lax',
        ],
      },
    }),
    fetch(`${api}/dir/page`, { as: 'next request' }),
  ],
  expect: { 'next request': { sent } },
  deviations: [
    {
      ...noneNeedsNoSecure,
      expect: { 'next request': { sent: [...sent, 'case-of-value', 'last-samesite-none'] } },
    },
    {
      // What stands is None, without Secure.
      ...laxIsPassedOver,
      expect: { 'next request': { sent: sent.filter((name) => name !== 'last-samesite-lax') } },
    },
  ],
  rows: 'exchange and cookie',
});
