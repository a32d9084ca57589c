import {
  allow,
  api,
  fetch,
  form,
  frame,
  link,
  localFrame,
  otherWww,
  readCookie,
  scenario,
  theTopLevelHostIsSameSite,
  visit,
  www,
} from '#lab';

const ask = (to: typeof www | typeof api, as: string) =>
  fetch(to, { credentials: 'include', answer: { cors: allow(otherWww) }, as });

const names = ['strict', 'lax', 'none'];
const all = { sent: names };
const none = { sent: ['none'] };
const nothing = {
  'asks www': { sent: [] },
  'asks api': { sent: [] },
  'api comes into it': { sent: [] },
  'api in it reads': { documentCookie: [] },
  'srcdoc in it asks www': { sent: [] },
  'srcdoc in it asks api': { sent: [] },
};

export default scenario({
  title:
    'What a foreign frame asks of the site around it is cross-site, also from a document without a URL',
  claims: ['S3', 'B6'],
  steps: [
    visit(www, {
      answer: {
        setCookie: names.map((one) => `${one}=1; Domain=example.test; Secure; SameSite=${one}`),
      },
    }),
    frame(otherWww, [
      ask(www, 'asks www'),
      ask(api, 'asks api'),
      frame(api, [readCookie('api in it reads')], { as: 'api comes into it' }),
      localFrame('srcdoc', [ask(www, 'srcdoc in it asks www'), ask(api, 'srcdoc in it asks api')]),
      link(www, { as: 'links to www' }),
    ]),
    frame(otherWww, [link(api, { as: 'links to api' }), readCookie('api reads after the link')]),
    frame(otherWww, [form('POST', api, { as: 'posts to api' })]),
  ],
  expect: {
    'asks www': none,
    'asks api': none,
    'api comes into it': none,
    'api in it reads': { documentCookie: ['none'] },
    'srcdoc in it asks www': none,
    'srcdoc in it asks api': none,
    'links to www': none,
    'links to api': none,
    'api reads after the link': { documentCookie: names },
    'posts to api': none,
  },
  under: { blocked: nothing, partitioned: nothing },
  deviations: [
    {
      ...theTopLevelHostIsSameSite,
      expect: {
        'asks www': all,
        'srcdoc in it asks www': all,
        'srcdoc in it asks api': all,
        'links to www': all,
        'api reads after the link': { documentCookie: ['none'] },
      },
    },
  ],
  rows: 'exchange',
});
