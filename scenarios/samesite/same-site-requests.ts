import {
  allow,
  api,
  everySameSite,
  fetch,
  form,
  frame,
  image,
  link,
  openWindow,
  scenario,
  script,
  visit,
  www,
  xhr,
} from '#lab';

const cors = allow(www);
const all = { sent: ['none', 'lax', 'strict', 'absent'] };

export default scenario({
  title: 'Same-site',
  claims: ['S1', 'S2', 'S3', 'S7'],
  steps: [
    visit(api, {
      answer: { setCookie: everySameSite },
    }),
    visit(www),
    fetch(api, { credentials: 'include', answer: { cors }, as: 'fetch' }),
    xhr(api, { withCredentials: true, answer: { cors }, as: 'XMLHttpRequest' }),
    image(api, { as: 'img' }),
    script(api, { as: 'script' }),
    frame(api, [], { as: 'iframe' }),
    openWindow(api, [], { as: 'window.open' }),
    link(api, { as: 'link' }),
    visit(www),
    form('GET', api, { as: 'GET form' }),
    visit(www),
    form('POST', api, { as: 'POST form' }),
  ],
  expect: {
    fetch: all,
    XMLHttpRequest: all,
    img: all,
    script: all,
    iframe: all,
    'window.open': all,
    link: all,
    'GET form': all,
    'POST form': all,
  },
  rows: 'exchange and cookie',
});
