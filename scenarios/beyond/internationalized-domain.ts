import { allow, fetch, own, scenario, visit } from '#lab';

/** bücher.example */
const www = own('https://www.xn--bcher-kva.example');
const api = own('https://api.xn--bcher-kva.example');
const forDomain = (name: string, domain: string) =>
  `${name}=1; Domain=${domain}; Path=/; Secure; SameSite=Lax`;

export default scenario({
  title: 'Domain names an internationalized host in its ASCII form; in Unicode it is refused',
  claims: ['B9'],
  hosts: [www, api],
  steps: [
    visit(www, {
      answer: {
        setCookie: [
          forDomain('ascii', 'xn--bcher-kva.example'),
          forDomain('unicode', 'bücher.example'),
        ],
      },
    }),
    fetch(api, { credentials: 'include', answer: { cors: allow(www) }, as: 'next call' }),
  ],
  expect: { 'next call': { sent: ['ascii'] } },
});
