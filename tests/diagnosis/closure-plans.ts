/** For tests: plans in which a cookie or a response may be missed, in all the ways that a developer may get wrong. */
import fc from 'fast-check';
import type { LabUrl } from '../../lab/base/topology.ts';
import type { Plan } from '../../lab/scenario/plan/planned.ts';
import {
  type AnswerSpec,
  allow,
  allowWithoutCredentials,
  api,
  app,
  axios,
  eventSource,
  evil,
  fetch,
  form,
  frame,
  http,
  image,
  link,
  localhostA,
  localhostB,
  loopbackB,
  otherApi,
  type PageStep,
  redirect,
  type Step,
  script,
  star,
  visit,
  webSocket,
  www,
  xhr,
} from '../../lab/scenario/steps/index.ts';
import type { Question } from './closure.ts';

const pages = fc.constantFrom(www, app, evil, http(www), localhostA, 'https://alice.vercel.app');
const apis = fc.constantFrom(
  ...([api, `${api}/v1/me`, otherApi, http(api), www, 'https://api.vercel.app'] as const),
  ...([localhostB, loopbackB] as const),
);

const attributes = fc
  .tuple(
    fc.constantFrom('sid', 'sid', 'sid', '__Host-sid', '__Secure-sid'),
    fc.constantFrom('', '', '; SameSite=Lax', '; SameSite=None', '; SameSite=Strict'),
    fc.constantFrom('', '; Secure', '; Secure; HttpOnly'),
    fc.constantFrom('', '; Path=/', '; Path=/', '; Path=/auth'),
    fc.constantFrom(
      '',
      '',
      '',
      '; Domain=example.test',
      '; Domain=test',
      '; Domain=www.example.test',
    ),
    fc.constantFrom('', '', '', '; Max-Age=0', '; Partitioned', '; Max-Age=3600'),
  )
  .map(([name, ...rest]) => `${name}=1${rest.join('')}`);

const corsOf = (page: LabUrl) =>
  fc.constantFrom(
    ...[allow(page as typeof www), allow(page as typeof www), allow(app), star(), undefined],
    ...[star({ credentials: true }), allowWithoutCredentials(page as typeof www)],
  );

const answers = (page: LabUrl): fc.Arbitrary<AnswerSpec> =>
  fc
    .record({
      cors: corsOf(page),
      status: fc.constantFrom(200, 200, 200, 401),
      preflight: fc.constantFrom(
        ...([undefined, undefined, { status: 401 }, { methods: '' }, { headers: '' }] as const),
        ...([
          { methods: '*', headers: '*' },
          { status: 404, headers: '' },
        ] as const),
      ),
    })
    .map(({ cors, status, preflight }) => ({
      status,
      ...(cors && { cors }),
      ...(preflight && { preflight }),
    }));

type Asking = (answer: AnswerSpec) => PageStep;

const kinds = (url: LabUrl): fc.Arbitrary<Asking> => {
  const credentials = fc.constantFrom('include' as const, 'include', 'same-origin', 'omit');
  const withCredentials = fc.constantFrom(true, true, false);
  const more = fc.constantFrom<object>({}, {}, { method: 'PUT' }, { headers: { 'x-lab': '1' } });
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .tuple(credentials, more, fc.constantFrom<object>({}, {}, {}, { mode: 'no-cors' }))
        .map(([credentials, more, mode]): Asking => {
          const simple = 'mode' in mode ? mode : { ...more };
          return (answer) => fetch(url, { credentials, ...simple, answer, as: 'asked' } as never);
        }),
    },
    fc.tuple(withCredentials, more).map(
      ([withCredentials, more]): Asking =>
        (answer) =>
          xhr(url, { withCredentials, ...more, answer, as: 'asked' }),
    ),
    withCredentials.map(
      (withCredentials): Asking =>
        (answer) =>
          axios(url, { withCredentials, answer, as: 'asked' }),
    ),
    withCredentials.map(
      (withCredentials): Asking =>
        ({ cors }) =>
          eventSource(url, { withCredentials, answer: { ...(cors && { cors }) }, as: 'asked' }),
    ),
    fc.constantFrom<Asking>(
      (answer) => image(url, { answer, as: 'asked' }),
      (answer) => script(url, { crossorigin: 'anonymous', answer, as: 'asked' }),
      ({ cors: _, preflight: _p, ...answer }) => link(url, { answer, as: 'asked' }),
      ({ cors: _, preflight: _p, ...answer }) => form('POST', url, { answer, as: 'asked' }),
      ({ cors: _, preflight: _p, ...answer }) => frame(url, [], { answer, as: 'asked' }),
      () => webSocket(url, { as: 'asked' }),
    ),
  );
};

/** A sign-in: the page's call, a visit of the API itself, or of the page. */
const signIns = (page: LabUrl, host: LabUrl): fc.Arbitrary<(line: string) => Step[]> =>
  fc.constantFrom<(line: string) => Step[]>(
    (setCookie) => [visit(host, { answer: { setCookie }, as: 'sign-in' }), visit(page)],
    (setCookie) => [
      visit(page),
      fetch(host, {
        method: 'POST',
        credentials: 'include',
        answer: { setCookie, cors: allow(page as typeof www) },
        as: 'sign-in',
      }),
    ],
    (setCookie) => [
      visit(page),
      fetch(host, { method: 'POST', answer: { setCookie }, as: 'sign-in' }),
    ],
    (setCookie) => [visit(page, { answer: { setCookie }, as: 'sign-in' })],
    (setCookie) => [
      visit(evil),
      link(host, { answer: { setCookie, redirect: redirect(page as typeof www) }, as: 'sign-in' }),
    ],
  );

/** Somebody signs in, and a page asks; sometimes from a frame of another page. */
export const plans: fc.Arbitrary<Step[]> = fc
  .tuple(pages, apis)
  .chain(([page, url]) =>
    fc.tuple(
      signIns(page, new URL(url).origin as LabUrl),
      attributes,
      kinds(url),
      answers(page),
      fc.constantFrom(false, false, false, true),
    ),
  )
  .map(([signIn, line, ask, answer, isFramed]) => {
    const steps = signIn(line);
    const asked = ask(answer);
    return [...steps, ...(isFramed ? [frame(otherApi, [asked])] : [asked])];
  });

export const questionsOf = ({ exchanges }: Plan): Question[] =>
  exchanges.filter(({ as }) => ['asked', 'sign-in'].includes(as)).map(({ as }) => ({ as }));
