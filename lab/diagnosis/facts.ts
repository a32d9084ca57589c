/** All that the links look at: one question about one exchange, and what the evidence says to it. */
import type { UserAgent } from '../model/index.ts';
import type { Sites } from '../model/rules.ts';
import { type CorsFailure, corsFailureOf } from './cors-failure.ts';
import type { Question } from './questions.ts';
import type { Scene } from './scenes.ts';
import { type Unsent, unsentOf } from './unsent.ts';
import { type Story, type Why, whyNotRead, whyNotSeen, whyNotSent, whyNotStored } from './why.ts';

export interface Facts {
  readonly scene: Scene;
  readonly question: Question | null;
  readonly story: Story;
  readonly agent: UserAgent;
  /** Sites as the standards have them, whatever the browser makes of unlisted suffixes. */
  readonly sites: Sites;
  /** A request that never arrived and should have: this one, or the one that was to set the cookie. */
  readonly unsent: (Unsent & { readonly scene: Scene }) | null;
  /** The CORS check that failed, where that is what is asked or what kept a request from leaving. */
  readonly cors: CorsFailure | null;
  /** Why the cookie was not kept or not sent, or the request as a whole did not get through. */
  readonly why: readonly Why[];
}

export function factsOf(
  scene: Scene,
  question: Question | null,
  story: Story,
  sites: Sites,
): Facts {
  const { scenes, agent } = story;
  const attempt = question && 'attempt' in question ? question.attempt : null;
  const concerned = question ? [attempt?.scene, scene] : [];
  const unsent = concerned.flatMap((one) => {
    const how = one && unsentOf(one, scenes, agent);
    return how ? [{ ...how, scene: one }] : [];
  })[0];
  const reading = question?.asks === 'reading';
  const stopped = unsent?.how === 'preflight' || unsent?.how === 'hop before';
  return {
    scene,
    question,
    story,
    agent,
    sites,
    unsent: unsent ?? null,
    cors: reading || stopped ? corsFailureOf(stopped ? unsent.scene : scene, scenes, agent) : null,
    why: whyOf(scene, question, story, unsent?.scene),
  };
}

function whyOf(scene: Scene, question: Question | null, story: Story, unsent?: Scene): Why[] {
  if (!question) return [];
  if (unsent) return whyNotRead(unsent);
  switch (question.asks) {
    case 'reading':
      return whyNotRead(scene);
    case 'unwanted':
    case 'refusal':
      return [];
    case 'token':
      return whyNotSeen(question.name, scene, story);
    case 'storing':
      return whyNotStored(question.attempt, story);
    case 'arrival':
      return question.attempt ? whyNotSent(question.name, question.attempt, scene, story) : [];
  }
}

export const urlOf = ({ request, document }: Scene): URL =>
  request?.urls.at(-1) ?? document?.url ?? new URL('about:blank');
