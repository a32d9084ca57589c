/** Attacks from a process of its own: of another user of the machine, or of ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/** Only root can become another user. What needs no more than the network, everybody can try. */
export const canBeAnotherUser = process.getuid?.() === 0;

/** The user with the least rights, by the number that Linux gives it. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * An attack, which is sent to the process as text: it must stand alone, and may `require`. Argument
 * and result are JSON.
 */
type Attack<Argument, Result> = (argument: Argument) => Promise<Result>;

/** Attacks as another user where we are root, else as ourselves. */
export const asStranger = <Argument, Result>(
  attack: Attack<Argument, Result>,
  argument: Argument,
) => run(attack, argument, canBeAnotherUser ? nobody : {});

export const asOurselves = <Argument, Result>(
  attack: Attack<Argument, Result>,
  argument: Argument,
) => run(attack, argument, {});

async function run<Argument, Result>(
  attack: Attack<Argument, Result>,
  argument: Argument,
  user: { uid?: number; gid?: number },
): Promise<Result> {
  const script = `const __name = (f) => f;
    (${attack})(${JSON.stringify(argument)})
      .then((result) => { console.log(JSON.stringify(result)); process.exit(); });`;
  const child = spawn(process.execPath, ['-e', script], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(said) as Result;
}
