/** What an answer, and what is in it, is written with. A field that is missing here does not compile. */
import type { Cors } from '../../base/recipe.ts';
import type { AnswerSpec, PreflightSpec, Redirect } from '../steps/index.ts';

const keysOf = <Key extends string>(keys: Readonly<Record<Key, true>>) =>
  Object.keys(keys) as readonly string[];

export const answerFields = keysOf<keyof AnswerSpec>({
  setCookie: true,
  cors: true,
  preflight: true,
  status: true,
  redirect: true,
  headers: true,
  body: true,
  type: true,
  delay: true,
});

export const preflightFields = keysOf<keyof PreflightSpec>({
  status: true,
  location: true,
  cors: true,
  methods: true,
  headers: true,
  setCookie: true,
  lines: true,
});

export const redirectFields = keysOf<keyof Redirect>({
  to: true,
  status: true,
  answer: true,
  as: true,
});

/** Those of every mode. */
export const corsFields = {
  none: keysOf<'mode'>({ mode: true }),
  allow: keysOf<keyof Extract<Cors, { mode: 'allow' }>>({
    mode: true,
    origins: true,
    credentials: true,
    vary: true,
  }),
  reflect: keysOf<keyof Extract<Cors, { mode: 'reflect' }>>({
    mode: true,
    credentials: true,
    vary: true,
  }),
  star: keysOf<keyof Extract<Cors, { mode: 'star' }>>({
    mode: true,
    credentials: true,
    vary: true,
  }),
} satisfies Record<Cors['mode'], readonly string[]>;
