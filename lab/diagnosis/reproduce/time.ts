/** Time that passed in a recording, and that nobody waits for. */
import {
  attributeIn,
  cookieNameOf,
  readSetCookie,
  withAttribute,
  writeSetCookie,
} from '../../base/set-cookie.ts';
import type { AnswerSpec, PageStep, Step } from '../../scenario/steps/index.ts';
import type { Steps } from './steps.ts';

/** How long a cookie lives that is to expire, in seconds. */
const life = 1;
/** What is waited for it to be gone, in milliseconds. */
const pause = 2_500;

/** The steps with a cookie that lives for a second, and a pause before the exchange that misses it. */
export function expiring(steps: readonly Step[], as: string, cookie: string | null): Steps {
  const changed: string[] = [];
  const shorter = (line: string) => {
    const one = readSetCookie(line);
    const age = attributeIn(one, 'Max-Age');
    if (cookieNameOf(line) !== cookie || age === null || Number(age) <= life) return line;
    changed.push(age);
    return writeSetCookie(withAttribute(one, 'Max-Age', String(life)));
  };
  const answer = (spec: AnswerSpec | undefined): AnswerSpec | undefined =>
    spec && {
      ...spec,
      ...(spec.setCookie !== undefined && { setCookie: [spec.setCookie].flat().map(shorter) }),
      ...(spec.redirect && {
        redirect: { ...spec.redirect, answer: answer(spec.redirect.answer) ?? {} },
      }),
    };
  const walk = <Some extends Step>(some: readonly Some[]): Some[] =>
    some.flatMap((step): Some[] => {
      const own = 'answer' in step ? { ...step, answer: answer(step.answer) } : step;
      const one = ('steps' in own ? { ...own, steps: walk(own.steps as PageStep[]) } : own) as Some;
      const isAsked = 'as' in step && step.as === as;
      return isAsked ? [{ step: 'pause', ms: pause } as unknown as Some, one] : [one];
    });
  return {
    steps: walk(steps),
    notReplayed: changed.map((age) => ({
      as,
      why: `${cookie} lives for ${life} second here, not for ${age}: nobody waits so long`,
    })),
  };
}
