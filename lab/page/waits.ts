/** How long the page waits. A machine that is busy with other things is given more time. */

let slowness = 1;

/** From here on every wait is so many times as long. */
export function slowDown(times: number) {
  slowness = times;
}

/** A wait in milliseconds, as long as the machine needs it. */
export const waitMs = (milliseconds: number): number => milliseconds * slowness;

/** How often as long as usual; handed on to the documents inside. */
export const slownessNow = (): number => slowness;

/** An error that comes after so many milliseconds ended a wait: nobody knows what would have come. */
export const longMs = 4_000;
