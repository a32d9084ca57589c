import {
  blocksPartitionedToo,
  type Expectations,
  fetch,
  otherApi,
  scenario,
  thirdApi,
  visit,
  www,
} from '#lab';

/** Each kind of cookie on a third party of its own, which sets no other. */
const examples = {
  plain: `${otherApi}/examples/cookie-or-token/plain`,
  partitioned: `${thirdApi}/examples/cookie-or-token/partitioned`,
} as const;
type Kind = keyof typeof examples;

const credentials = 'include';
const steps = (kind: Kind) => [
  fetch(`${examples[kind]}/session`, { method: 'POST', credentials, take: ['ticket'] }),
  fetch(`${examples[kind]}/session/check`, {
    method: 'POST',
    credentials,
    headers: { 'content-type': 'application/json' },
    body: '{"ticket":"{ticket}"}',
    take: ['by', 'token'],
    as: `${kind}: the page asks which way`,
  }),
  fetch(`${examples[kind]}/orders`, {
    credentials,
    headers: { authorization: 'Bearer {token}' },
    as: `${kind}: and works on`,
  }),
];

const goes = (kind: Kind, by: 'cookie' | 'token'): Expectations => {
  const sent = by === 'cookie' ? ['__Host-session'] : [];
  return {
    [`${kind}: the page asks which way`]: { sent, status: 200, readable: true, taken: { by } },
    [`${kind}: and works on`]: { sent, status: 200, readable: true },
  };
};
const byToken = { ...goes('plain', 'token'), ...goes('partitioned', 'token') };

export default scenario({
  title: 'A page can tell whether its cross-site cookie came through, and go on with a token',
  claims: ['G4'],
  steps: [visit(www), ...steps('plain'), ...steps('partitioned')],
  expect: { ...goes('plain', 'cookie'), ...goes('partitioned', 'cookie') },
  under: {
    blocked: goes('plain', 'token'),
    'first-party-set': byToken,
    'tracking-prevention': byToken,
  },
  deviations: [{ ...blocksPartitionedToo, expect: goes('partitioned', 'token') }],
  rows: 'exchange',
});
