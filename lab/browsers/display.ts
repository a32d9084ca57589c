/** A display for browsers that cannot do without: one Xvfb for the whole process. */
import { LabError } from '../errors.ts';
import { Group } from './processes.ts';

/** Milliseconds. */
const startPatience = 10_000;

let virtual: Promise<string> | undefined;

/**
 * The value of DISPLAY to start a browser with: the real one for a headed
 * browser, else a virtual one, which ends with the process.
 *
 * @throws {LabError} LAB_BROWSER_START when Xvfb does not start.
 */
export function display(headed: boolean): Promise<string> {
  if (headed && process.env.DISPLAY) return Promise.resolve(process.env.DISPLAY);
  virtual ??= startVirtual();
  return virtual;
}

function startVirtual(): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const xvfb = new Group(
      'Xvfb',
      ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'],
      process.env,
      (more) => {
        text += more;
        if (text.includes('\n')) resolve(`:${text.trim()}`);
      },
    );
    const fail = () =>
      reject(
        new LabError(
          'LAB_BROWSER_START',
          `Xvfb did not start: ${xvfb.lastWords}`,
          'Install the package xvfb, or give a display and --headed.',
        ),
      );
    xvfb.gone.then(fail);
    setTimeout(fail, startPatience).unref();
  });
}
