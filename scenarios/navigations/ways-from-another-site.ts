import { evil, link, metaRefresh, openWindow, scenario, toLocation, visit, www } from '#lab';

const withheld = { sent: ['lax'] };

export default scenario({
  title:
    'A Strict cookie is not sent with a navigation from another site, whichever way it is made',
  claims: ['B15', 'S3'],
  steps: [
    visit(www, {
      answer: { setCookie: ['strict=1; Secure; SameSite=Strict', 'lax=1; Secure; SameSite=Lax'] },
    }),
    visit(evil),
    openWindow(www, [], { as: 'window.open' }),
    openWindow(www, [], { noopener: true, as: 'window.open with noopener' }),
    link(www, { rel: 'noopener', as: 'link with rel=noopener' }),
    visit(evil),
    link(www, { rel: 'noreferrer', as: 'link with rel=noreferrer' }),
    metaRefresh(www, { as: 'meta refresh of the page itself, after that' }),
    visit(evil),
    metaRefresh(www, { as: 'meta refresh' }),
    visit(evil),
    toLocation(www, { as: 'location.assign' }),
    visit(evil),
    toLocation(www, { by: 'replace', as: 'location.replace' }),
    visit(evil),
    toLocation(www, { by: 'href', as: 'location.href' }),
  ],
  expect: {
    'window.open': withheld,
    'window.open with noopener': withheld,
    'link with rel=noopener': withheld,
    'link with rel=noreferrer': withheld,
    'meta refresh of the page itself, after that': { sent: ['strict', 'lax'] },
    'meta refresh': withheld,
    'location.assign': withheld,
    'location.replace': withheld,
    'location.href': withheld,
  },
  rows: 'exchange',
});
