/** Links and forms: they lead a window of their own, so that the bench stays. It is closed when its page is there. */
import type { Arrival } from '../base/arrival.ts';
import { followLink, submitForm } from '../page/navigations.ts';
import type { Outcome } from '../page/outcome.ts';
import { timeoutMs } from '../page/requests/timeouts.ts';
import type { PlannedNavigation } from '../scenario/plan/planned.ts';

type Leading = Extract<PlannedNavigation, { step: 'link' | 'form' }>;

/** Between two looks at what arrived, in milliseconds. */
const intervalMs = 150;

export async function navigateInWindow(
  step: Leading,
  arrivals: () => Promise<readonly Arrival[]>,
): Promise<Outcome> {
  const { id } = step.exchange;
  const opened = window.open('', id, 'popup,width=480,height=320');
  if (!opened) {
    return { exchange: id, error: 'The browser blocked the window. Allow pop-ups for this page.' };
  }
  const element = step.step === 'link' ? followLink(step, id) : submitForm(step, id);
  try {
    return (await landed(id, opened, arrivals))
      ? { exchange: id }
      : { exchange: id, error: `no page after ${timeoutMs} ms` };
  } finally {
    element.remove();
    opened.close();
  }
}

/** Resolves when the page in the window says that it stands, or its request was answered with something else. */
async function landed(id: string, opened: Window, arrivals: () => Promise<readonly Arrival[]>) {
  let ready = false;
  const hear = ({ source, data }: MessageEvent<{ lab?: string } | null>) => {
    if (source === opened && data?.lab === 'ready') ready = true;
  };
  addEventListener('message', hear);
  const deadline = Date.now() + timeoutMs;
  try {
    while (!ready && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
      const all = await arrivals();
      ready ||= all.some(({ exchange, status }) => exchange === id && status !== null);
    }
    return ready;
  } finally {
    removeEventListener('message', hear);
  }
}
