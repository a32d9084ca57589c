/** How long the page waits, in milliseconds. */
import { waitMs } from '../waits.ts';

/** For an answer, before a request is given up. */
export const timeoutMs = 12_000;

/** For a request that may never be made, and of whose end no event tells. */
export const silence = 1_500;

/** Waits until the browser's own timing tells that a URL was loaded, but not for ever. */
export function whenLoaded(url: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      observer.disconnect();
      resolve();
    };
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName(url).length > 0) done();
    });
    const timer = setTimeout(done, waitMs(silence));
    observer.observe({ type: 'resource', buffered: true });
  });
}
