/** An end to waiting, for what has none of its own. */
import { LabError } from '../base/errors.ts';

/** Rejects with LAB_BROWSER_LOST when there is no answer within so many milliseconds. */
export async function within<Result>(deadline: number, answer: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new LabError('LAB_BROWSER_LOST', `no answer within ${deadline} ms`);
    timer = setTimeout(() => reject(error), deadline);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
    answer.catch(() => {}); // it may still fail, and nobody waits any more
  }
}
