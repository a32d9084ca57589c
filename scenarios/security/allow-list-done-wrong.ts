import { api, beginsLikeWww, endsLikeExample, evil, fetch, frame, scenario, visit } from '#lab';

const asks = (rule: 'starts-with' | 'ends-with' | 'unescaped-dot' | 'null-too') =>
  fetch(`${api}/examples/allow-list/${rule}/account`, { credentials: 'include', as: rule });
const read = { arrived: true, readable: true };

export default scenario({
  title: 'An allow list that compares parts of origins, or lists null, lets foreign pages read',
  claims: ['F13'],
  steps: [
    visit(beginsLikeWww),
    asks('starts-with'),
    visit(endsLikeExample),
    asks('ends-with'),
    asks('unescaped-dot'),
    visit(evil),
    frame(evil, [asks('null-too')], { sandbox: 'allow-scripts' }),
  ],
  expect: { 'starts-with': read, 'ends-with': read, 'unescaped-dot': read, 'null-too': read },
  rows: 'exchange',
});
