import { api, fetch, newValueCountsAsNew, pause, scenario, visit } from '#lab';

export default scenario({
  title: 'Cookies are sent longest path first, then oldest first; both of one name are sent',
  claims: ['B9'],
  steps: [
    visit(`${api}/a/b`, {
      answer: {
        setCookie: [
          'sid=root; Path=/',
          'sid=deep; Path=/a/b',
          'sid=middle; Path=/a',
          'first=1; Path=/',
          'second=1; Path=/',
        ],
      },
    }),
    pause(20),
    visit(`${api}/a/b`, {
      answer: {
        // A new value leaves the cookie its age. These two are two cookies.
        setCookie: ['first=2; Path=/', 'sid=domain; Domain=example.test; Path=/'],
      },
    }),
    fetch(`${api}/a/b`, { as: 'at the longest path' }),
    fetch(`${api}/a`, { as: 'at the middle path' }),
    fetch(`${api}/`, { as: 'at the root' }),
  ],
  expect: {
    'at the longest path': {
      order: ['sid=deep', 'sid=middle', 'sid=root', 'first=2', 'second=1', 'sid=domain'],
    },
    'at the middle path': {
      order: ['sid=middle', 'sid=root', 'first=2', 'second=1', 'sid=domain'],
    },
    'at the root': { order: ['sid=root', 'first=2', 'second=1', 'sid=domain'] },
  },
  deviations: [
    {
      ...newValueCountsAsNew,
      expect: {
        'at the longest path': {
          order: ['sid=deep', 'sid=middle', 'sid=root', 'second=1', 'first=2', 'sid=domain'],
        },
        'at the middle path': {
          order: ['sid=middle', 'sid=root', 'second=1', 'first=2', 'sid=domain'],
        },
        'at the root': { order: ['sid=root', 'second=1', 'first=2', 'sid=domain'] },
      },
    },
  ],
  rows: 'exchange',
});
