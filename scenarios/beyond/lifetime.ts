import {
  api,
  aYearOfMaxAge,
  fetch,
  inDays,
  laterLifetimeWins,
  noAgeLimit,
  plusSignIsRead,
  scenario,
  visit,
} from '#lab';

const day = 24 * 60 * 60;
const past = 'Thu, 01 Jan 1970 00:00:10 GMT';

const kept = [
  'session',
  'one-day',
  'max-age-500-days',
  'expires-in-500-days',
  'max-age-of-16-digits',
  'day-then-past',
  'past-then-day',
  'max-age-plus-sign',
  'max-age-fraction',
  'max-age-word',
  'max-age-empty',
  'expires-unreadable',
  'expires-two-digit-year',
];

export default scenario({
  title: 'Max-Age wins over Expires, nothing lives longer than 400 days, and the past deletes',
  claims: ['B8'],
  steps: [
    visit(api, { answer: { setCookie: ['deleted-by-expires=1', 'deleted-by-max-age=1'] } }),
    visit(api, {
      answer: {
        setCookie: [
          `deleted-by-expires=; Expires=${past}`,
          'deleted-by-max-age=; Max-Age=0',
          'session=1',
          `one-day=1; Max-Age=${day}`,
          `max-age-500-days=1; Max-Age=${500 * day}`,
          `expires-in-500-days=1; Expires=${inDays(500)}`,
          'max-age-of-16-digits=1; Max-Age=9999999999999999',
          `expires-past=1; Expires=${past}`,
          'max-age-zero=1; Max-Age=0',
          'max-age-negative=1; Max-Age=-1',
          `day-then-past=1; Max-Age=${day}; Expires=${past}`,
          `past-then-day=1; Expires=${past}; Max-Age=${day}`,
          `zero-then-future=1; Max-Age=0; Expires=${inDays(2)}`,
          `future-then-zero=1; Expires=${inDays(2)}; Max-Age=0`,
          `max-age-plus-sign=1; Max-Age=+${day}`,
          `max-age-fraction=1; Max-Age=${day}.5`,
          'max-age-word=1; Max-Age=tomorrow',
          'max-age-empty=1; Max-Age=',
          'expires-unreadable=1; Expires=tomorrow',
          'expires-two-digit-year=1; Expires=Fri, 01-Jan-38 00:00:00 GMT',
        ],
      },
      as: 'set',
    }),
    fetch(api, { as: 'next request' }),
  ],
  expect: {
    set: {
      lifetime: {
        session: null,
        'one-day': 1,
        'max-age-500-days': 400,
        'expires-in-500-days': 400,
        'day-then-past': 1,
        'past-then-day': 1,
        'max-age-plus-sign': null,
        'max-age-fraction': null,
        'max-age-word': null,
        'max-age-empty': null,
        'expires-unreadable': null,
      },
    },
    'next request': { sent: kept },
  },
  deviations: [
    {
      ...noAgeLimit,
      expect: { set: { lifetime: { 'max-age-500-days': 500, 'expires-in-500-days': 500 } } },
    },
    {
      ...aYearOfMaxAge,
      expect: { set: { lifetime: { 'max-age-500-days': 365, 'expires-in-500-days': 500 } } },
    },
    {
      ...laterLifetimeWins,
      expect: {
        set: { lifetime: { 'day-then-past': 'gone', 'max-age-empty': 'gone' } },
        'next request': {
          sent: [
            ...kept.filter((name) => name !== 'day-then-past' && name !== 'max-age-empty'),
            'zero-then-future',
          ],
        },
      },
    },
    {
      ...plusSignIsRead,
      expect: { set: { lifetime: { 'max-age-plus-sign': 1 } } },
    },
  ],
  rows: 'exchange and cookie',
});
