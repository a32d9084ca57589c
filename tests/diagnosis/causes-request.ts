/** For tests: a case of each cause that lies in the request, the CORS headers or a cache. */
import {
  allowWithoutCredentials,
  api,
  app,
  axios,
  fetch,
  frame,
  otherApi,
  redirect,
  reflectWithoutVary,
  script,
  star,
  visit,
  www,
} from '../../lab/scenario/steps/index.ts';
import type { Case } from './ask.ts';
import { afterVisit, call, cors, credentials, headers, lax, put } from './steps.ts';

const acao = (value: string) =>
  headers(`Access-Control-Allow-Origin: ${value}`, 'Access-Control-Allow-Credentials: true');
const cacheable = headers('Cache-Control: max-age=60');

export const requestCases = {
  'page:opaque-origin': {
    steps: [visit(www), frame(www, [call(api, { cors })], { sandbox: 'allow-scripts' })],
  },
  'request:same-origin-mode': { steps: [visit(www), fetch(api, { mode: 'same-origin' })] },
  'request:credentials-missing': {
    steps: [visit(www), fetch(api, { answer: { setCookie: lax, cors } }), call(api)],
  },
  'request:credentials-omitted': {
    steps: [visit(www, { answer: { setCookie: lax } }), fetch(www, { credentials: 'omit' })],
    cookie: 'sid',
  },
  'request:element-credentials': {
    steps: [
      visit(api, { answer: { setCookie: lax } }),
      visit(www),
      script(api, { crossorigin: 'anonymous', answer: { cors } }),
    ],
  },
  'request:csrf-header-missing': {
    steps: [
      visit(www),
      call(api, { cors, setCookie: 'XSRF-TOKEN=t; Domain=example.test; Path=/; Secure' }),
      axios(api, { withCredentials: true, answer: { cors, status: 403 } }),
    ],
  },
  'request:no-cors': { steps: [visit(www), fetch(api, { mode: 'no-cors', credentials })] },

  'cors:acao-missing': { steps: afterVisit(lax, {}) },
  'cors:acao-wildcard': { steps: afterVisit(lax, { cors: star({ credentials: true }) }) },
  'cors:acao-other-origin': { steps: afterVisit(lax, acao(app)) },
  'cors:acao-duplicate': {
    steps: afterVisit(lax, { cors, headers: [['Access-Control-Allow-Origin', '*']] }),
  },
  'cors:acao-list': { steps: afterVisit(lax, acao(`${www} ${app}`)) },
  'cors:acao-invalid': { steps: afterVisit(lax, acao('www.example.test')) },
  'cors:origin-trailing-slash': { steps: afterVisit(lax, acao(`${www}/`)) },
  'cors:error-without-headers': { steps: afterVisit(lax, { status: 401 }) },
  'cors:preflight-acao': { steps: put({ cors: { mode: 'none' } }) },
  'cors:preflight-auth': { steps: put({ status: 401 }) },
  'cors:preflight-status': { steps: put({ status: 500 }) },
  'cors:preflight-redirect': { steps: put({ location: `${api}/v2` }) },
  'cors:preflight-method': { steps: put({ methods: 'GET' }) },
  'cors:preflight-header': { steps: put({ headers: 'x-other' }) },
  'cors:preflight-wildcard': { steps: put({ headers: '*' }) },
  'cors:redirect-hop': {
    steps: [
      visit(www),
      fetch(api, {
        credentials,
        answer: { cors, redirect: redirect(otherApi, { answer: {} }) },
        as: 'call',
      }),
    ],
    as: 'call',
  },
  'cors:redirect-origin-null': {
    steps: [
      visit(www),
      fetch(api, {
        credentials,
        answer: { cors, redirect: redirect(otherApi, { answer: { cors } }) },
        as: 'call',
      }),
    ],
    as: 'call',
  },
  'cors:acac-missing': { steps: afterVisit(lax, { cors: allowWithoutCredentials(www) }) },
  'cors:preflight-acac': { steps: put({ cors: allowWithoutCredentials(www) }) },

  'cors:vary-missing': {
    steps: [
      visit(app),
      fetch(api, { credentials, answer: { cors: reflectWithoutVary, ...cacheable }, as: 'first' }),
      visit(www),
      fetch(api, { credentials, again: 'first' }),
    ],
  },
  'cache:answer-reused': {
    steps: [
      visit(www),
      fetch(api, { credentials, answer: { cors, setCookie: lax, ...cacheable }, as: 'first' }),
      fetch(api, { credentials, again: 'first' }),
    ],
    cookie: 'sid',
  },
} as const satisfies Readonly<Record<string, Case>>;
