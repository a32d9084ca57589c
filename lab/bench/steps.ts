/** A sequence as the steps of a scenario: what is performed here is what the file says. */
import type { Origin } from '../base/topology.ts';
import { check } from '../scenario/check/check.ts';
import {
  fetch,
  form,
  frame,
  image,
  link,
  type Step,
  visit,
  webSocket,
  xhr,
} from '../scenario/steps/index.ts';
import { answerIn } from './answer-text.ts';
import { type Names, urlAt } from './names.ts';
import { type Asking, plainAsking, type Sequence } from './sequence.ts';

export interface Laid {
  readonly steps: readonly Step[];
  /** The label of each request, in order. */
  readonly labels: readonly string[];
  /** Why it cannot be sent; empty where it can. */
  readonly problems: readonly string[];
}

/** Lays a sequence out: a visit of the page, and a step for each request. */
export function layOut(sequence: Sequence, { page, targets }: Names): Laid {
  const labels = sequence.map((_, place) => labelOf(place, sequence.length));
  const problems: string[] = [];
  const steps: Step[] = [visit(page)];
  sequence.forEach((asking, place) => {
    const target = targets.find(({ part }) => part === asking.to) ?? targets.at(-1);
    const read = answerIn(asking, page);
    const about = sequence.length > 1 ? `Request ${place + 1}: ` : '';
    problems.push(...read.problems.map((problem) => `${about}${problem}`));
    const as = labels[place] as string;
    // A form leads the page on: what comes after it is asked from the page again.
    if (sequence[place - 1]?.by === 'form') steps.push(visit(page));
    steps.push(stepOf(asking, urlAt(target?.origin ?? page, asking.path), { ...read, as }));
  });
  return { steps, labels, problems: problems.length > 0 ? problems : complaints(steps) };
}

/** `request`, or of several `request 1`, `request 2` … */
const labelOf = (place: number, count: number) =>
  count === 1 ? 'request' : `request ${place + 1}`;

/** What the check of scenarios says, as it would of the file. */
function complaints(steps: readonly Step[]): string[] {
  const complaint = check({ title: 'From the bench', steps }, []);
  return complaint ? [`${complaint.at}: ${complaint.problem}. ${complaint.fix}`] : [];
}

type Place = Origin | `${Origin}/${string}`;

function stepOf(
  asking: Asking,
  url: Place,
  { answer, as }: Pick<ReturnType<typeof answerIn>, 'answer'> & { readonly as: string },
): Step {
  const common = { ...(Object.keys(answer).length > 0 && { answer }), as };
  const { method, credentials, mode, crossorigin } = asking;
  const scripted = {
    ...(method !== plainAsking.method && { method }),
    ...headersOf(asking),
  };
  switch (asking.by) {
    case 'fetch':
      return fetch(url, {
        ...scripted,
        ...(credentials !== plainAsking.credentials && { credentials }),
        ...(mode !== plainAsking.mode && { mode }),
        ...common,
      });
    case 'xhr':
      return xhr(url, {
        ...scripted,
        ...(credentials === 'include' && { withCredentials: true }),
        ...common,
      });
    case 'form':
      return form(method === 'GET' ? 'GET' : 'POST', url, common);
    case 'link':
      return link(url, { target: '_blank', ...common });
    case 'image':
      return image(url, { ...(crossorigin !== '' && { crossorigin }), ...common });
    case 'iframe':
      return frame(url, [], common);
    case 'webSocket':
      return webSocket(url, common);
  }
}

function headersOf({ headers }: Asking) {
  const lines = headers.split('\n').filter((line) => line.trim() !== '');
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return colon < 0
      ? [line.trim(), '']
      : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
  return pairs.length > 0 && { headers: Object.fromEntries(pairs) };
}
