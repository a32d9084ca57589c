import {
  api,
  beginsLikeWww,
  endsLikeExample,
  evil,
  fetch,
  frame,
  http,
  scenario,
  visit,
  www,
} from '#lab';

const account = `${api}/examples/allow-list/exact/account` as const;
const asks = (as: string) => fetch(account, { credentials: 'include', as });
const refused = { arrived: true, readable: false };

export default scenario({
  title: 'An allow list that compares whole origins lets the listed ones read, and no others',
  claims: ['F13'],
  steps: [
    visit(www),
    asks('listed'),
    visit(http(www)),
    asks('the listed host over http'),
    visit(evil),
    asks('unlisted'),
    frame(evil, [asks('null')], { sandbox: 'allow-scripts' }),
    visit(beginsLikeWww),
    asks('begins like a listed one'),
    visit(endsLikeExample),
    asks('ends like a listed one'),
  ],
  expect: {
    listed: { readable: true },
    'the listed host over http': refused,
    unlisted: refused,
    null: refused,
    'begins like a listed one': refused,
    'ends like a listed one': refused,
  },
  rows: 'exchange',
});
