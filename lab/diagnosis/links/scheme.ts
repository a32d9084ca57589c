import { type Facts, urlOf } from '../facts.ts';
import { at, type LinkRule, type Readings, read } from './link.ts';

const readings: Readings = {
  SecureOnly: (facts, { on, scene }) => {
    const { origin } = urlOf(scene);
    return on === 'store'
      ? {
          code: 'set-cookie:secure-over-http',
          evidence: `${at(facts, scene)}${origin} is plain http, and the cookie is Secure.`,
        }
      : {
          code: 'request:secure-cookie-over-http',
          evidence: `The cookie is Secure, and the request to ${origin} is plain http.`,
        };
  },
  OverwriteSecure: (facts, { scene }) => ({
    code: 'set-cookie:overwrites-secure',
    evidence: `${at(facts, scene)}${urlOf(scene).origin} is plain http, and a Secure cookie of that name exists.`,
  }),
};

export const scheme: LinkRule = {
  link: 9,
  asks: 'Is it HTTPS?',
  rule: 'RFC 10025 §5.7 steps 13 and 16, §5.8.3; Mixed Content §4',
  broken(facts: Facts) {
    const { unsent } = facts;
    if (unsent?.how !== 'mixed content') return read(facts, readings);
    return {
      code: 'request:mixed-content',
      evidence: `${at(facts, unsent.scene)}an https page may not load from ${urlOf(unsent.scene).origin}, so the request was not sent.`,
    };
  },
  passed: ({ scene }) => {
    const { protocol, origin } = urlOf(scene);
    return protocol === 'https:'
      ? 'https.'
      : `${origin} is plain http, and the cookie is not Secure.`;
  },
};
