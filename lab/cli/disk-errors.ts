/** What went wrong with a file or folder, for people. */
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { LabError } from '../base/errors.ts';

/** By the code that Node gives the error: what is wrong with the path, and what to do. */
const faults: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  ENOSPC: ['the disk is full', 'Free some space there, or write elsewhere: --out, or TMPDIR.'],
  EDQUOT: ['your quota is used up', 'Free some space there, or write elsewhere: --out, or TMPDIR.'],
  EROFS: ['the disk is read-only', 'Write elsewhere: --out, or TMPDIR.'],
  EACCES: ['you have no permission', 'Give your user access to it, or write elsewhere: --out.'],
  EPERM: ['you have no permission', 'Give your user access to it, or write elsewhere: --out.'],
  ENOENT: ['there is no such file or folder', 'Correct the path.'],
  ENOTDIR: ['part of the path is a file, not a folder', 'Correct the path.'],
  EEXIST: ['a file stands where a folder should be', 'Correct the path, or move the file away.'],
  EISDIR: ['a folder stands where a file should be', 'Correct the path, or move the folder away.'],
  ENAMETOOLONG: ['the name is too long', 'Use a shorter path.'],
  ELOOP: ['its links lead in a circle', 'Correct the links.'],
  EMFILE: ['too many files are open', 'Raise the limit: ulimit -n 4096'],
  EIO: ['the disk cannot be read or written', 'Check the disk.'],
};

/** Why no folder can be made at a path: of folders in folders Node tells no more than ENOENT. */
function whyNotBelow(path: string): string | undefined {
  let there = path;
  while (there !== dirname(there) && !existsSync(there)) there = dirname(there);
  try {
    accessSync(there, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code;
  }
}

/** The error as one of the lab's; null where it is not about a file. */
export function diskError(error: unknown): LabError | null {
  const { path = '', syscall = '', ...told } = Object(error) as NodeJS.ErrnoException;
  const code = (syscall === 'mkdir' && whyNotBelow(path)) || told.code || '';
  const [problem, fix] = faults[code] ?? [];
  if (problem === undefined || syscall === 'connect' || syscall === 'listen') return null;
  const shown = relative(process.cwd(), path);
  const where = path === '' ? 'A file' : shown.startsWith('..') ? path : shown || path;
  return new LabError('LAB_DISK', `${where}: ${problem}.`, fix, error);
}
