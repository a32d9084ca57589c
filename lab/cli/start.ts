/** npm start, npm run dev: what there is to type. The lab is no server to be started; this says what is. */
import { out } from '../system/colours.ts';
import { exit, runCommand, wordsOf } from './command.ts';

/** What to type, and what it does. */
const commands: readonly (readonly [command: string, does: string])[] = [
  ['npm run matrix', 'which cookies are really sent: the essentials, in each engine'],
  ['npm run matrix samesite', 'the same of a topic, a scenario or a file'],
  ['npm run matrix -- --all', 'everything, in six columns; takes minutes'],
  ['npm run doctor -- traffic.har', 'your own traffic: what is wrong with it, and what to write'],
  ['npm run doctor -- http://localhost:3000', 'the same of your own site, as a browser uses it'],
  ['npm run new -- mine/login', 'writes a case of your own, to be changed'],
  ['npm run explain -- mine/login', 'why a cookie did not arrive, and what to write'],
  ['npm run open', 'the bench: send requests by hand, at https://www.example.test'],
  ['docker compose up --wait', 'the same in every browser, at https://www.example.localhost'],
  ['npm test', 'types, lint, tests, and every scenario asserted'],
];

const command = wordsOf('start').description('Says what there is to type.');

await runCommand(async () => {
  command.parse();
  const longest = Math.max(...commands.map(([typed]) => typed.length));
  console.log('The cookie lab runs by commands, and sets up what it needs. Type one of:\n');
  for (const [typed, does] of commands) {
    console.log(`  ${out.bold(typed.padEnd(longest))}   ${does}`);
  }
  console.log('\nREADME.md says more.');
  return exit.ok;
});
