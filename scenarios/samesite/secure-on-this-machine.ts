import { localhostA, loopbackA, scenario, secureMeansHttps, visit } from '#lab';

const setCookie = 'sid=1; Path=/; Secure';

export default scenario({
  title: 'Secure over plain http on this machine is accepted',
  claims: ['S5'],
  steps: [
    visit(localhostA, { answer: { setCookie } }),
    visit(localhostA, { as: 'localhost' }),
    visit(loopbackA, { answer: { setCookie } }),
    visit(loopbackA, { as: '127.0.0.1' }),
  ],
  expect: { localhost: { sent: ['sid'] }, '127.0.0.1': { sent: ['sid'] } },
  deviations: [
    { ...secureMeansHttps, expect: { localhost: { sent: [] }, '127.0.0.1': { sent: [] } } },
  ],
  rows: 'exchange',
});
