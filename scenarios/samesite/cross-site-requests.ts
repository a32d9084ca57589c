import {
  allow,
  each,
  everySameSite,
  fetch,
  form,
  frame,
  image,
  link,
  noLaxByDefault,
  noLinkPrefetch,
  noTwoMinuteException,
  openWindow,
  otherApi,
  prefetch,
  redirect,
  scenario,
  script,
  visit,
  www,
  xhr,
} from '#lab';

const cors = allow(www);
const subresource = { sent: ['none'] };
const safeNavigation = { sent: ['none', 'lax', 'absent'] };
const thirdPartyGone = each(['fetch', 'XMLHttpRequest', 'img', 'script', 'iframe', 'prefetch'], {
  sent: [],
});

export default scenario({
  title: 'From another site each request carries None, a link or GET form Lax too, and none Strict',
  claims: ['S1', 'S2', 'S3', 'S6'],
  essential: true,
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
    prefetch(otherApi, { as: 'prefetch' }),
    link(otherApi, { as: 'link' }),
    visit(www),
    link(www, { answer: { redirect: redirect(otherApi, { as: 'redirect' }) } }),
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
    prefetch: subresource,
    link: safeNavigation,
    redirect: safeNavigation,
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
      expect: each(Object.keys(thirdPartyGone), { sent: ['none', 'absent'] }),
    },
    { ...noLinkPrefetch, expect: { prefetch: { arrived: false } } },
  ],
  rows: 'exchange and cookie',
});
