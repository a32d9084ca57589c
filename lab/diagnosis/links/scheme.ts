import { type Facts, urlOf } from '../facts.ts';
import { at, type LinkRule, type Readings, read } from './link.ts';

const readings: Readings = {
  SecureOnly: (facts, { on, scene }) => {
    const { origin } = urlOf(scene);
    return on === 'store'
      ? {
          code: 'set-cookie:secure-over-http',
          evidence: `${at(facts, scene)}${origin} is plain http, and set it with Secure.`,
        }
      : {
          code: 'request:secure-cookie-over-http',
          evidence: `It is Secure, and ${origin} is asked over plain http.`,
        };
  },
  OverwriteSecure: (facts, { scene }) => ({
    code: 'set-cookie:overwrites-secure',
    evidence: `${at(facts, scene)}${urlOf(scene).origin} is plain http, and there is a Secure cookie of that name.`,
  }),
};

export const scheme: LinkRule = {
  link: 9,
  asks: 'Is it HTTPS?',
  rule: 'RFC 6265bis-22 §5.7 steps 13 and 16, §5.8.3; Mixed Content §4',
  broken(facts: Facts) {
    const { unsent } = facts;
    if (unsent?.how !== 'mixed content') return read(facts, readings);
    return {
      code: 'request:mixed-content',
      evidence: `${at(facts, unsent.scene)}a page over https may not ask ${urlOf(unsent.scene).origin}: the request never left.`,
    };
  },
  passed: ({ scene }) => {
    const { protocol, origin } = urlOf(scene);
    return protocol === 'https:'
      ? 'https.'
      : `${origin}: no https, and the cookie does not ask for it.`;
  },
};
