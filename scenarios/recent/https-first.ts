import { customers, each, http, link, scenario, visit, www } from '#lab';

// Names under a listed suffix in every topology: those under .test are not upgraded.
const { page, api } = customers('onrender.com');
const plainApi = http(api);
const plainPage = http(page);
const setCookie = ['secure=1; Path=/; Secure; SameSite=Lax', 'plain=1; Path=/; SameSite=Lax'];
const links = [
  'link to http',
  'link to http once it was typed',
  'link to http that is answered 404',
];
const upgraded = ['secure', 'plain'];

export default scenario({
  title: 'A link to plain http is loaded as plain http, without Secure cookies',
  claims: ['N7'],
  steps: [
    visit(page, { answer: { setCookie } }),
    visit(api, { answer: { setCookie } }),
    visit(www),
    link(plainApi, { as: 'link to http' }),
    visit(plainApi),
    visit(www),
    link(plainApi, { as: 'link to http once it was typed' }),
    visit(www),
    link(plainPage, { answer: { status: 404 }, as: 'link to http that is answered 404' }),
  ],
  expect: each(links, { sent: ['plain'] }),
  deviations: [
    {
      where: 'firefox*',
      because:
        'Firefox 136 and later load a link to plain http as https first (HTTPS-First), with Secure cookies. If https answers with an error status, they ask again over plain http. A host that the user opened as http stays http.',
      see: 'https://www.mozilla.org/en-US/firefox/136.0/releasenotes/',
      expect: { 'link to http': { sent: upgraded } },
    },
    {
      where: 'chromium:incognito',
      because:
        'Chromium’s incognito mode loads plain http as https first, with Secure cookies. It warns before it falls back. Chrome 115 and later do so in ordinary windows, too, without the warning: the lab turns that off, or no http page could be measured (docs/browsers.md).',
      see: 'https://blog.chromium.org/2023/08/towards-https-by-default.html',
      expect: each(links, { sent: upgraded }),
    },
  ],
  rows: 'exchange',
});
