import { adviceOnReason } from '../advice/reasons/index.ts';
import { inEnglish, type Refusal, refusalOf } from '../refused.ts';
import { jar } from './jar.ts';
import type { LinkRule } from './link.ts';

/**
 * Link 11 is broken by what no other link answers for. The last link may still explain where the
 * browser says nothing, so it is asked first.
 */
export const reason: LinkRule = {
  link: 11,
  asks: 'What reason does the browser itself give for blocking?',
  rule: 'Chrome DevTools Protocol, Network.CookieBlockedReason and SetCookieBlockedReason',
  broken(facts) {
    const { question, why, scene, unsent } = facts;
    if (!question) return null;
    if (question.asks === 'refusal') {
      const also = traceOf(refusalOf(scene, question.name, facts));
      return {
        code: 'server:refused',
        evidence: `“${question.name}” arrived, but the server answered ${scene.seen.status}.${also}`,
      };
    }
    if (jar.broken(facts)) return null;
    const own = why.find(({ by }) => by === 'browser');
    if (own) {
      const { meaning = '' } = adviceOnReason(own.code) ?? {};
      const evidence = `The browser gives the reason ${own.code}. ${meaning}`.trimEnd();
      return { code: 'browser:own-reason', evidence };
    }
    const { exchange, seen } = scene;
    const status = seen.status ?? 200;
    if (question.asks === 'reading' && seen.arrived && status >= 400) {
      return {
        code: 'server:refused',
        evidence: `The server answered the ${exchange.kind} request with ${status}, and CORS is correct.`,
      };
    }
    const what =
      unsent || question.asks === 'reading'
        ? (scene.seen.observation.script.error ?? 'the request was not sent')
        : 'the cookie is missing';
    return { code: 'browser:unexplained', evidence: `Nothing observed explains it: ${what}.` };
  },
  passed: ({ why }) => {
    const told = why.filter(({ by }) => by === 'browser').map(({ code }) => code);
    return told.length > 0 ? `${told.join(', ')}.` : 'It gives none.';
  },
};

/** What the traffic tells of why the server refused, the surest first. */
function traceOf(refusal: Refusal): string {
  const { oversize, isCut, raced, token, replaced, alive, hidesOrigin } = refusal;
  if (oversize) {
    return ` The Cookie header has ${inEnglish(oversize.bytes)} bytes: ${oversize.largest}.`;
  }
  if (isCut) return ' Its value was cut at a semicolon.';
  if (raced) {
    return ` “${raced.exchange.as}” had sent the same value, and its response replaced it.`;
  }
  if (hidesOrigin) return ' The request was sent with Origin: null.';
  if (token) return ` ${token.cookie} arrived too, but no ${token.header} header.`;
  if (!replaced) {
    return alive ? ` With the same value “${alive.exchange.as}” was answered 200.` : '';
  }
  const { at, accepted, from } = replaced;
  const cached = from === null ? '' : `, which comes from a shared cache (${from})`;
  return ` Its value comes from the response to “${at.exchange.as}”${cached}. With the one before, “${accepted.exchange.as}” was answered 200.`;
}
