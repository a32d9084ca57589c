import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sweepSockets } from '../../lab/browsers/display.ts';
import { isRoot } from '../../lab/browsers/user.ts';

const throwaway = 61_500;

/** Listens at a path, and is killed. */
function leaveSocket(path: string, owner: number) {
  const listen = `
    const killed = () => process.kill(process.pid, 'SIGKILL');
    require('node:net').createServer().listen(${JSON.stringify(path)}, killed);`;
  spawnSync(process.execPath, ['-e', listen]);
  chownSync(path, owner, owner);
}

test('Of the displays of throwaway users those go on which nobody listens, and no others', async () => {
  test.skip(!isRoot(), 'only root has throwaway users');
  const folder = mkdtempSync(join(tmpdir(), 'displays-'));
  const server = createServer().listen(join(folder, 'X1'));
  try {
    await once(server, 'listening');
    chownSync(join(folder, 'X1'), throwaway, throwaway);
    leaveSocket(join(folder, 'X0'), throwaway);
    leaveSocket(join(folder, 'X2'), 0);
    await sweepSockets(folder, 60_000); // one so new may be about to listen
    expect(readdirSync(folder)).toEqual(['X0', 'X1', 'X2']);
    await sweepSockets(folder, -1);
    expect(readdirSync(folder)).toEqual(['X1', 'X2']);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
});
