import {
  allow,
  api,
  fetch,
  frame,
  otherWww,
  type PageStep,
  readCookie,
  redirect,
  scenario,
  theTopLevelHostIsSameSite,
  visit,
  www,
} from '#lab';

const names = ['strict', 'lax', 'none', 'absent'];
const all = { sent: names };
const some = { sent: ['none', 'absent'] };
const ofSite = 'Domain=example.test; Secure';
/** Over another site and back to where it began. */
const around = (url: typeof www | typeof api, as: string, setCookie: readonly string[] = []) =>
  fetch(url, {
    credentials: 'include',
    answer: {
      cors: allow(www),
      redirect: redirect(otherWww, {
        answer: {
          cors: allow(www, 'null'),
          redirect: redirect(url, { answer: { cors: allow('null'), setCookie }, as }),
        },
      }),
    },
  });
const framedOver = (url: typeof www | typeof api, as: string, steps: readonly PageStep[] = []) =>
  frame(otherWww, steps, { answer: { redirect: redirect(url, { as }) } });

const hopsCount = {
  because:
    'In WebKitGTK 2.54 a cross-site hop makes a request cross-site, for what is sent and for what a frame reads. What such a response sets is stored.',
  see: 'measured only',
} as const;

export default scenario({
  title:
    'A fetch or frame that is redirected over another site and back comes with what a direct one comes with',
  claims: ['S3', 'B4'],
  steps: [
    visit(www, {
      answer: {
        setCookie: [
          ...names.slice(0, 3).map((one) => `${one}=1; ${ofSite}; SameSite=${one}`),
          `absent=1; ${ofSite}`,
        ],
      },
    }),
    around(www, 'fetch back at www', [
      'set-strict=1; Path=/call; Secure; SameSite=Strict',
      'set-none=1; Path=/call; Secure; SameSite=None',
    ]),
    fetch(`${www}/call`, { as: 'next call' }),
    around(api, 'fetch back at api'),
    framedOver(www, 'frame back at www'),
    framedOver(api, 'frame back at api', [readCookie('frame at api reads')]),
  ],
  expect: {
    'fetch back at www': all,
    'next call': { sent: [...names, 'set-strict', 'set-none'] },
    'fetch back at api': all,
    'frame back at www': all,
    'frame back at api': all,
    'frame at api reads': { documentCookie: names },
  },
  under: {
    'tracking-prevention': {
      'fetch back at www': { sent: [] },
      'next call': { sent: names },
      'fetch back at api': { sent: [] },
      'frame back at www': { sent: [] },
      'frame back at api': { sent: [] },
    },
  },
  deviations: [
    {
      where: 'firefox*',
      because:
        'In Firefox a cross-site hop makes a request cross-site, for what is sent and not for what is set. A cookie that is Lax by default alone is excepted.',
      see: 'https://github.com/httpwg/http-extensions/issues/2104',
      expect: {
        'fetch back at www': some,
        'fetch back at api': some,
        'frame back at www': some,
        'frame back at api': some,
      },
    },
    {
      ...theTopLevelHostIsSameSite,
      where: ['webkit', 'webkit:allowed'],
      expect: {
        'fetch back at api': some,
        'frame back at api': some,
        'frame at api reads': { documentCookie: ['none', 'absent'] },
      },
    },
    {
      ...hopsCount,
      where: ['webkit', 'webkit:allowed'],
      expect: {
        'fetch back at www': { sent: ['none'] },
        'fetch back at api': { sent: ['none'] },
        'frame back at www': { sent: ['none'] },
        'frame back at api': { sent: ['none'] },
        'frame at api reads': { documentCookie: ['none'] },
      },
    },
    {
      ...theTopLevelHostIsSameSite,
      where: 'webkit:itp',
      expect: { 'frame at api reads': { documentCookie: ['none', 'absent'] } },
    },
    {
      ...hopsCount,
      where: 'webkit:itp',
      expect: { 'frame at api reads': { documentCookie: ['none'] } },
    },
  ],
  rows: 'exchange',
});
