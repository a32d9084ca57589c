import type { Cause } from '../../base/causes.ts';
import { includesCredentials } from '../../model/rules.ts';
import type { Facts } from '../facts.ts';
import type { Scene } from '../scenes.ts';
import { at, type LinkRule, type Readings, read } from './link.ts';

const withoutCredentials = (facts: Facts, { scene }: { scene: Scene }) => {
  const { kind, credentials } = scene.hops[0] ?? scene.exchange;
  return {
    code: causeOf(scene),
    evidence: `${at(facts, scene)}the request (${kind}) ${scene.request?.tainting === 'basic' ? 'has' : 'goes to another origin with'} credentials “${credentials}”, so no cookie is sent and Set-Cookie is ignored.`,
  };
};

/** Requests whose call says whether credentials go along; an element says it by crossorigin. */
const byScript: readonly string[] = ['fetch', 'xhr', 'axios', 'eventSource'];

/** A hop of a redirect was asked for as the first one was. */
function causeOf({ hops, exchange }: Scene): Cause {
  const { kind, credentials } = hops[0] ?? exchange;
  if (!byScript.includes(kind)) return 'request:element-credentials';
  return credentials === 'omit' ? 'request:credentials-omitted' : 'request:credentials-missing';
}

const readings: Readings = {
  CredentialsOmitted: withoutCredentials,
  AnonymousContext: withoutCredentials,
};

export const credentials: LinkRule = {
  link: 2,
  asks: 'Did the page ask for credentials?',
  rule: 'Fetch §3.1.1 and §4.6 “includeCredentials”',
  broken(facts) {
    const { question, scene, unsent } = facts;
    const { request } = scene;
    if (question?.asks === 'reading' && request?.mode === 'no-cors' && !unsent) {
      return {
        code: 'request:no-cors',
        evidence: "mode: 'no-cors' makes the response opaque, whatever its headers say.",
      };
    }
    if (question?.asks === 'token' && facts.why.length === 0) {
      return {
        code: 'request:csrf-header-missing',
        evidence: `The server answered ${scene.seen.status}. axios sent no X-XSRF-TOKEN: by default it sends the token to ${request?.origin} only.`,
      };
    }
    return read(facts, readings);
  },
  passed({ scene: { request } }) {
    if (!request) return 'No request: a script reads or writes cookies.';
    if (request.mode === 'navigate') return 'Navigations always have credentials.';
    if (!includesCredentials(request)) return `credentials: “${request.credentials}”.`;
    if (request.credentials === 'include') return 'credentials: “include”.';
    return 'Same-origin: credentials are included by default.';
  },
};
