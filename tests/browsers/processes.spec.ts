import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { endAllProcesses, freePort, Group } from '../../lab/browsers/processes.ts';

/** One worker, one test at a time: endAllProcesses ends those of all tests. */
test.describe.configure({ mode: 'default' });

/** Starts a shell; resolves with the ids that it prints in one line. */
async function shell(script: string): Promise<{ group: Group; ids: number[] }> {
  let said = '';
  let heard = () => {};
  const line = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const group = new Group('sh', ['-c', script], process.env, {
    stdout: (text) => {
      said += text;
      if (said.includes('\n')) heard();
    },
  });
  await line;
  return { group, ids: said.trim().split(' ').map(Number) };
}

const module = new URL('../../lab/browsers/processes.ts', import.meta.url).href;
const family = 'sleep 100 & one=$!; (sleep 100 & echo $one $!; wait) & wait';

/** Is a process running? A zombie that nobody has collected yet is not. */
async function runs(id: number): Promise<boolean> {
  const { readFile } = await import('node:fs/promises');
  const stat = await readFile(`/proc/${id}/stat`, 'latin1').catch(() => null);
  if (stat !== null) return !/^.*\) [ZX]/s.test(stat);
  try {
    process.kill(id, 0);
    return process.platform !== 'linux';
  } catch {
    return false;
  }
}
const running = async (ids: readonly number[]) =>
  (await Promise.all(ids.map(runs))).filter(Boolean).length;

for (const how of ['end', 'kill'] as const) {
  test(`All that a child has started is gone after ${how}`, async () => {
    const { group, ids } = await shell(family);
    expect(await running(ids)).toBe(2);
    expect(group.left).toBe(true);
    await group[how]();
    expect(await running(ids)).toBe(0);
    expect(group.left).toBe(false);
  });
}

test('Grandchildren whose parent has ended are still ended', async () => {
  const { group, ids } = await shell('sleep 100 >/dev/null 2>&1 & echo $!');
  await group.gone;
  expect(await running(ids)).toBe(1);
  expect(group.left).toBe(true);
  await group.kill();
  expect(await running(ids)).toBe(0);
});

test('What does not end when asked is killed', async () => {
  const { group, ids } = await shell("trap '' TERM; echo $$; while :; do sleep 0.2; done");
  await group.end();
  expect(await running(ids)).toBe(0);
});

test('When the lab itself is killed, all that its children have started is killed too', async () => {
  const lab = spawn(process.execPath, [
    ...['--import', 'tsx', '--input-type=module', '-e'],
    `import { Group } from ${JSON.stringify(module)};
     new Group('sh', ['-c', ${JSON.stringify(family)}], process.env, { stdout: (text) => console.log(text) });`,
  ]);
  const [line] = await once(lab.stdout, 'data');
  const ids = String(line).trim().split(' ').map(Number);
  expect(await running(ids)).toBe(2);
  lab.kill('SIGKILL');
  await expect.poll(() => running(ids)).toBe(0);
});

test('Every group is ended at once, and others are left alone', async () => {
  const families = await Promise.all([shell(family), shell(family)]);
  endAllProcesses();
  expect(await running(families.flatMap(({ ids }) => ids))).toBe(0);
  endAllProcesses();
});

test('A program that is not there is gone at once, and says why', async () => {
  const group = new Group('/nowhere/at-all', [], {});
  await group.gone;
  await expect.poll(() => group.lastWords).toContain('/nowhere/at-all: not found');
  expect(group.left).toBe(false);
  await group.end();
});

test('The last words are the end of standard error', async () => {
  const group = new Group(
    'sh',
    ['-c', 'for i in 1 2 3 4 5; do echo line $i >&2; done'],
    process.env,
  );
  await group.gone;
  await expect.poll(() => group.lastWords).toBe('line 3 line 4 line 5');
  await group.kill();
});

test('Nobody listens on a free port', async () => {
  const socket = connect(await freePort(), '127.0.0.1');
  const [error] = await once(socket, 'error');
  expect(error).toMatchObject({ code: 'ECONNREFUSED' });
});
