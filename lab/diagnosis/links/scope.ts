/** Link 7: do Domain and Path cover the URL? */
import { isIpAddress, isLoopback } from '../../model/rules.ts';
import { attributeOf, isSupposed, otherOf, type SetCookieAttempt } from '../attempts.ts';
import { type Facts, urlOf } from '../facts.ts';
import { pathOf } from '../questions.ts';
import { at, type Broke, type LinkRule, type Readings, read } from './link.ts';
import { attemptOf } from './set-cookie.ts';

const readings: Readings = {
  InvalidDomain: (facts, why) => {
    const attempt = attemptOf(facts);
    const domain = attempt && String(attributeOf(attempt, 'Domain') ?? '');
    if (!attempt || domain === null) return null;
    return {
      code: domainCause(domain, attempt.url.hostname, facts),
      evidence: `${at(facts, why.scene)}${attempt.url.hostname} cannot set Domain=${domain}${isHostName(domain) ? '' : ': Domain takes a host name alone, without scheme, port or path'}.`,
    };
  },
  DomainMismatch: (facts, why) => {
    const attempt = attemptOf(facts);
    if (!attempt || attempt.by === 'script') return null;
    const [from, to] = [attempt.url.hostname, urlOf(why.scene).hostname];
    const domain = attributeOf(attempt, 'Domain');
    // Names below localhost are hosts like any other.
    if (isLoopback(from) && isLoopback(to) && (isIpAddress(from) || isIpAddress(to))) {
      return {
        code: 'set-cookie:localhost-vs-127',
        evidence: `${from} set it, and the request goes to ${to}. For cookies these are different hosts.`,
      };
    }
    return domain
      ? {
          code: 'set-cookie:domain-mismatch',
          evidence: `Domain=${domain} does not cover ${to}.`,
        }
      : {
          code: 'set-cookie:host-only-not-covering',
          evidence: `It has no Domain, so it is sent to ${from} only, not to ${to}.`,
        };
  },
  NotOnPath: (facts) => {
    const attempt = attemptOf(facts);
    if (!attempt) return null;
    const written = attributeOf(attempt, 'Path') != null;
    const path = pathOf(attempt);
    return {
      code: 'set-cookie:path-mismatch',
      evidence: written
        ? `Path=${path} does not cover ${urlOf(facts.scene).pathname}.`
        : `It has no Path, so its path is the folder of ${attempt.url.pathname}: ${path} does not cover ${urlOf(facts.scene).pathname}.`,
    };
  },
};

/** `localhost:3000` and `https://example.com` are none. */
const isHostName = (domain: string): boolean => isIpAddress(domain) || !/[:/]/.test(domain);

function domainCause(domain: string, host: string, { sites }: Facts): Broke['code'] {
  if (!isHostName(domain)) return 'set-cookie:domain-mismatch';
  if (isIpAddress(domain) || isIpAddress(host) || isLoopback(domain)) {
    return 'set-cookie:domain-localhost-or-ip';
  }
  return sites.isPublicSuffix(domain)
    ? 'set-cookie:domain-public-suffix'
    : 'set-cookie:domain-mismatch';
}

export const scope: LinkRule = {
  link: 7,
  asks: 'Do Domain and Path cover the URL?',
  rule: 'RFC 10025 §5.1.3, §5.1.4, §5.7 steps 8 to 10',
  broken(facts) {
    const { question, unsent } = facts;
    if (question?.asks === 'unwanted') return unwanted(question.attempt, facts);
    return unsent ? null : (mistakenDeletion(facts) ?? read(facts, readings));
  },
  passed(facts) {
    const attempt = attemptOf(facts);
    if (!attempt) return 'No cookie is asked about.';
    const domain = attributeOf(attempt, 'Domain');
    const hosts = domain ? `${domain} and its subdomains` : `${attempt.url.hostname} only`;
    return `It is sent to ${hosts}, path ${pathOf(attempt)}.`;
  },
};

function unwanted(attempt: SetCookieAttempt, { scene, story: { attempts } }: Facts): Broke {
  const { name, deletes } = attempt;
  const other = otherOf(attempt, attempts);
  const isKnown = other !== undefined && !isSupposed(other);
  if (deletes) {
    const set = isKnown ? `the Domain and Path of “${other.line}”` : 'its Domain and Path';
    return {
      code: 'cookie-jar:deletion-mismatch',
      evidence: `“${scene.exchange.as}” still sends ${name}: “${attempt.line}” does not have ${set}.`,
    };
  }
  const values = (scene.seen.sent ?? []).flatMap((one) => (one.name === name ? one.value : []));
  const two =
    isKnown && !isSupposed(attempt)
      ? `“${other.line}” and “${attempt.line}” are different cookies`
      : `${values.map((value) => `“${value}”`).join(' and ')} are different cookies, of different Domain or Path`;
  return {
    code: 'cookie-jar:duplicate-name',
    evidence: `“${scene.exchange.as}” sends ${name} twice: ${two}.`,
  };
}

/** `Domain=localhost` makes the same cookie as no Domain: what deletes the one deletes the other. */
function mistakenDeletion({ question, scene }: Facts): Broke | null {
  if (question?.asks !== 'arrival' || !question.attempt || !question.deletedBy) return null;
  const domain = attributeOf(question.attempt, 'Domain');
  if (!domain || !(isLoopback(domain) || isIpAddress(domain))) return null;
  return {
    code: 'set-cookie:domain-localhost-or-ip',
    evidence: `The browser ignores Domain=${domain}, so “${question.deletedBy.line}” deletes the cookie before “${scene.exchange.as}”.`,
  };
}
