/** Every error the lab can end with: a stable code, the cause, and the fix. */

export const errorCodes = {
  LAB_USAGE: 'A command was called with words it does not know.',
  LAB_IMPORT: 'A HAR file, a curl command or headers cannot be read.',
  LAB_SITE: 'A site that is to be recorded does not answer.',
  LAB_SCENARIO: 'A scenario file cannot be read as a scenario.',
  LAB_NO_BROWSER: 'A browser that was asked for is not installed.',
  LAB_BROWSER_START: 'A browser did not start.',
  LAB_OPEN_DRIVER: "WebKit's driver would run as root where other users can reach it.",
  LAB_BROWSER_LOST: 'A browser crashed, was killed, or stopped answering.',
  LAB_CONNECTION_LOST: 'The connection between a browser and the lab broke during a scenario.',
  LAB_CERTIFICATES: 'The certificates could not be made or read.',
  LAB_RESULTS: 'A results file or a baseline is broken, or of another kind.',
  LAB_DISK: 'A file or folder cannot be read or written.',
  LAB_BUSY: 'Another run writes its results to the same folder.',
  LAB_SERVICE: 'A service of the lab, in Docker, does not answer.',
  LAB_RECIPE: 'A request asks for an answer that cannot be given.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** An error with a code, and in its message what was wrong and what would fix it. */
export class LabError extends Error {
  override readonly name = 'LabError';
  readonly code: ErrorCode;
  /** What to do about it, one line; may be a command. */
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, fix?: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.fix = fix;
  }
}
