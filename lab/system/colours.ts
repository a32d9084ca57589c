/** Colours, on a terminal only: what is piped into a file or a log stays plain text. */
import { createColors } from 'picocolors';

const wanted = ({ isTTY }: NodeJS.WriteStream) => isTTY === true && !process.env.NO_COLOR;

/** For what goes to standard output: results. */
export const out = createColors(wanted(process.stdout));

/** For what goes to standard error: progress and errors. */
export const err = createColors(wanted(process.stderr));
