import {
  allow,
  everySameSite,
  fetch,
  form,
  frame,
  image,
  link,
  noLaxByDefault,
  noTwoMinuteException,
  openWindow,
  otherApi,
  scenario,
  script,
  visit,
  www,
  xhr,
} from '#lab';

const cors = allow(www);
const subresource = { sent: ['none'] };
const safeNavigation = { sent: ['none', 'lax', 'absent'] };
const thirdPartyGone = {
  fetch: { sent: [] },
  XMLHttpRequest: { sent: [] },
  img: { sent: [] },
  script: { sent: [] },
  iframe: { sent: [] },
};

export default scenario({
  title: 'Cross-site',
  claims: ['S1', 'S2', 'S3', 'S6'],
  steps: [
    visit(otherApi, {
      answer: { setCookie: everySameSite },
    }),
    visit(www),
    fetch(otherApi, { credentials: 'include', answer: { cors }, as: 'fetch' }),
    xhr(otherApi, { withCredentials: true, answer: { cors }, as: 'XMLHttpRequest' }),
    image(otherApi, { as: 'img' }),
    script(otherApi, { as: 'script' }),
    frame(otherApi, [], { as: 'iframe' }),
    openWindow(otherApi, [], { as: 'window.open' }),
    link(otherApi, { as: 'link' }),
    visit(www),
    form('GET', otherApi, { as: 'GET form' }),
    visit(www),
    form('POST', otherApi, { as: 'POST form' }),
    visit(otherApi, { as: 'address bar' }),
  ],
  expect: {
    fetch: subresource,
    XMLHttpRequest: subresource,
    img: subresource,
    script: subresource,
    iframe: subresource,
    'window.open': safeNavigation,
    link: safeNavigation,
    'GET form': safeNavigation,
    // A cookie without SameSite that is younger than two minutes goes along.
    'POST form': { sent: ['none', 'absent'] },
    'address bar': { sent: ['none', 'lax', 'strict', 'absent'] },
  },
  under: {
    blocked: thirdPartyGone,
    partitioned: thirdPartyGone,
    'tracking-prevention': thirdPartyGone,
  },
  deviations: [
    { ...noTwoMinuteException, expect: { 'POST form': { sent: ['none'] } } },
    {
      ...noLaxByDefault,
      expect: Object.fromEntries(
        ['fetch', 'XMLHttpRequest', 'img', 'script', 'iframe'].map((kind) => [
          kind,
          { sent: ['none', 'absent'] },
        ]),
      ),
    },
  ],
  rows: 'exchange and cookie',
});
