/** What the chain says to write, put into the plan as it stands, fixes what it spoke of in one round. */
import { expect, test } from '@playwright/test';
import type { Cause } from '../../../lab/base/causes.ts';
import { cookieNameOf } from '../../../lab/base/set-cookie.ts';
import { amend } from '../../../lab/diagnosis/amend/amend.ts';
import { asking } from '../../../lab/diagnosis/index.ts';
import { agents, predict } from '../../../lab/model/index.ts';
import { plan } from '../../../lab/scenario/plan/plan.ts';
import { witnessed } from '../../../lab/scenario/witnessed.ts';
import type { Case } from '../ask.ts';
import { cookieCases } from '../causes-cookie.ts';
import { requestCases } from '../causes-request.ts';

const cases: readonly [string, Case][] = Object.entries({ ...requestCases, ...cookieCases });

/** What nothing that is written into one response or call fixes, and why. */
const exceptions: Readonly<Partial<Record<Cause, string>>> = {
  'server:refused': 'the server’s own decision',
  'server:never-set': 'the value is the server’s',
  'server:trust-proxy': 'a header between proxy and application',
  'proxy:strips-set-cookie': 'the line is written back into a response that keeps its own',
  'proxy:alters-set-cookie': 'two lines become one',
  'set-cookie:by-script': 'shown with a second call, at link 6',
  'set-cookie:on-preflight': 'the response itself comes after the preflight',
  'set-cookie:malformed': 'neither name nor value: nobody knows which is meant',
  'set-cookie:too-large': 'the value is the server’s',
  'set-cookie:http-only-by-script': 'a script’s line moves into a response',
  'set-cookie:domain-public-suffix': 'two sites',
  'set-cookie:localhost-vs-127': 'a URL',
  'site:localhost-vs-127': 'a URL',
  'site:scheme-differs': 'a URL',
  'set-cookie:secure-over-http': 'a URL',
  'request:secure-cookie-over-http': 'a URL',
  'set-cookie:overwrites-secure': 'a URL',
  'request:mixed-content': 'a URL',
  'cache:page-kept': 'a script of the page',
  'cors:redirect-hop': 'a redirect that hides the origin',
  'cors:redirect-origin-null': 'a redirect that hides the origin',
  'browser-policy:itp': 'policy',
  'browser-policy:third-party-set': 'policy',
  'browser-policy:partitioned-jar': 'policy',
  'partitioned:engine-support': 'policy',
  'partitioned:other-site': 'shown at link 12',
  'site:unlisted-suffix': 'the names',
  'storage-access:not-granted': 'a click',
  'samesite:none-as-strict': 'a second cookie, read in place of the first',
  'cookie-jar:evicted': 'the jar',
  'cookie-jar:duplicate-name': 'the deletion goes into a response of its own',
  'cookie-jar:cleared': 'a response after the one that cleared it',
};

for (const [cause, one] of cases) {
  const agent = agents[one.agent ?? 'standard'];
  const planned = plan({ steps: one.steps }, one.topology ?? 'com');
  const recording = predict(planned, agent);
  const as = one.as ?? planned.exchanges.at(-1)?.as ?? '';
  const chain = asking(recording, agent)(as, one.cookie);
  const { write = [], at, fix = '' } = chain.links.find(({ state }) => state === 'broken') ?? {};

  if (exceptions[cause as Cause]) continue;
  test(`What is written against ${cause} suffices as it stands`, () => {
    if (!at) throw new Error('nothing broke');
    const after = predict(amend(planned, { write, at }), agent);
    const seen = witnessed(after).get(as);
    const name = [chain.cookie, ...write.flatMap(setName)].at(-1);
    const { sent, readable } = seen ?? {};
    const again = asking(after, agent)(as, chain.asks === 'unwanted' ? undefined : name);
    const { code } = again;
    expect({ code, write, fix, readable: readable !== false || null }).toEqual({
      code: null,
      write,
      fix,
      readable: true,
    });
    if (chain.asks === 'arrival') expect(sent?.map((cookie) => cookie.name)).toContain(name);
    if (chain.asks === 'unwanted') expect(sent?.map((cookie) => cookie.name)).not.toContain(name);
  });
}

const setName = (line: string) =>
  line.startsWith('Set-Cookie: ') ? cookieNameOf(line.slice('Set-Cookie: '.length)) : [];

test('What is written never gives protection away, nor allows an origin that the page is not', () => {
  for (const [cause, one] of cases) {
    const agent = agents[one.agent ?? 'standard'];
    const planned = plan({ steps: one.steps }, one.topology ?? 'com');
    const as = one.as ?? planned.exchanges.at(-1)?.as ?? '';
    const chain = asking(predict(planned, agent), agent)(as, one.cookie);
    const { write = [] } = chain.links.find(({ state }) => state === 'broken') ?? {};
    const lines = planned.exchanges.flatMap(({ answer }) => answer.setCookie ?? []);
    const pages = planned.exchanges.map(({ initiator }) => initiator);
    for (const line of write) {
      const origin = /^Access-Control-Allow-Origin: (.*)$/.exec(line)?.[1];
      if (origin !== undefined) expect(pages, cause).toContain(origin);
      const cookie = /^Set-Cookie: (.*)$/.exec(line)?.[1] ?? '';
      const before = lines.find((other) => cookieNameOf(other) === cookieNameOf(cookie)) ?? '';
      for (const attribute of ['Secure', 'HttpOnly']) {
        const had = before.includes(`; ${attribute}`);
        expect({ cause, kept: !had || cookie === '' || cookie.includes(`; ${attribute}`) }).toEqual(
          {
            cause,
            kept: true,
          },
        );
      }
    }
  }
});
