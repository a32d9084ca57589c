import type { CausesOf, Help } from './help.ts';

export const cookieHelps = {
  'set-cookie:by-script': {
    meaning:
      'What a page writes into document.cookie belongs to the page’s host and does not reach the API’s.',
    fix: 'Let {api} set it, by its answer.',
    write: ['Set-Cookie: {name}=…; Path=/; Secure; HttpOnly; SameSite=Lax'],
    rule: 'RFC 6265bis-22 §5.7 step 9, §5.8.3',
  },
  'server:never-set': {
    meaning: 'No answer carried a Set-Cookie for it.',
    fix: 'Have {api} set it. Behind a proxy: does the app know that it is on https, and does nothing strip the header?',
    write: ['Set-Cookie: {line}'],
    rule: 'RFC 6265bis-22 §4.1',
  },
  'server:trust-proxy': {
    meaning:
      'TLS ends before the server, which takes its connection for plain http and keeps its Secure cookie to itself.',
    fix: "Have the proxy send this header, and the app believe it: Express app.set('trust proxy', 1), Fastify { trustProxy: true }, Django SECURE_PROXY_SSL_HEADER.",
    write: ['X-Forwarded-Proto: https'],
    rule: 'RFC 7239 §5.4; the framework’s own',
  },
  'server:refused': {
    meaning:
      'The server refused it. A WebSocket or an EventSource shows a script no status, only an error.',
    fix: 'Look into the log of {api}: does it miss the cookie, a token, or {page} among the origins that it takes?',
    rule: 'WebSockets §2; HTML “server-sent events”',
  },
  'proxy:strips-set-cookie': {
    meaning: 'Something between has taken the Set-Cookie away.',
    fix: 'Let it pass, and do not cache answers that set cookies. What {api} must answer:',
    write: ['Set-Cookie: {line}'],
    rule: 'RFC 9111 §7.3',
  },
  'proxy:alters-set-cookie': {
    meaning: 'Something between has cut a Set-Cookie at a comma, or joined two into one line.',
    fix: 'One header line a cookie, never joined or split at commas (AWS: cookies: […] or multiValueHeaders), or Max-Age in place of Expires.',
    rule: 'RFC 9110 §5.3; RFC 6265bis-22 §4.1.1',
  },
  'set-cookie:on-preflight': {
    meaning: 'A preflight has no credentials: its Set-Cookie is ignored.',
    fix: 'Set it in the answer to the request itself.',
    write: ['Set-Cookie: {line}'],
    rule: 'Fetch §4.8',
  },
  'set-cookie:too-large': {
    meaning: 'Name and value together are longer than 4096 bytes: the cookie is ignored.',
    fix: 'Keep the data on the server, and put its id into the cookie.',
    write: ['Set-Cookie: {name}=<id>; Path=/; Secure; HttpOnly; SameSite=Lax'],
    rule: 'RFC 6265bis-22 §5.6 step 5',
  },
  'set-cookie:prefix': {
    meaning: 'The name promises what the attributes do not keep.',
    fix: '__Host- needs Secure, Path=/ and no Domain; __Secure- needs Secure; __Http- needs HttpOnly besides.',
    rule: 'RFC 6265bis-22 §5.7 steps 20 to 22',
  },
  'set-cookie:malformed': {
    meaning: 'The line is no cookie: control characters, or neither name nor value.',
    fix: 'Write letters and digits, no control characters, and encode the rest (encodeURIComponent).',
    write: ['Set-Cookie: {name}=<value>; Path=/; Secure; HttpOnly; SameSite=Lax'],
    rule: 'RFC 6265bis-22 §5.6',
  },
  'set-cookie:http-only-by-script': {
    meaning: 'A script can neither set an HttpOnly cookie nor overwrite one.',
    fix: 'Let {api} set it, by its answer.',
    write: ['Set-Cookie: {line}'],
    rule: 'RFC 6265bis-22 §5.7 steps 15 and 23.2',
  },
  'set-cookie:domain-public-suffix': {
    meaning:
      'Domain names a public suffix, under which anybody may have a host: the cookie is refused.',
    fix: 'Leave Domain out. To share it between hosts, put both below a domain of your own.',
    write: ['Set-Cookie: {as host}'],
    rule: 'RFC 6265bis-22 §5.7 step 9',
  },
  'set-cookie:domain-mismatch': {
    meaning:
      'Domain names neither the host that sets the cookie nor a parent of it; or not the host that is asked.',
    fix: 'Leave Domain out, or name the domain that both hosts share.',
    write: ['Set-Cookie: {as site}'],
    rule: 'RFC 6265bis-22 §5.1.3, §5.7 step 10',
  },
  'set-cookie:domain-localhost-or-ip': {
    meaning: 'For localhost and addresses Domain does nothing or is refused.',
    fix: 'Leave Domain out.',
    write: ['Set-Cookie: {as host}'],
    rule: 'RFC 6265bis-22 §5.1.3, §5.7 step 9',
  },
  'set-cookie:host-only-not-covering': {
    meaning: 'Without Domain the cookie goes to the host that set it and to no other.',
    fix: 'Let the host that needs it set it; or share it with all hosts of the domain.',
    write: ['Set-Cookie: {as site}'],
    rule: 'RFC 6265bis-22 §5.7 step 10, §5.8.3',
  },
  'set-cookie:localhost-vs-127': {
    meaning: 'localhost and 127.0.0.1 are two hosts: neither gets the other’s cookies.',
    fix: 'Use one name everywhere, in page and API.',
    write: ['http://{setter}:<port>'],
    rule: 'RFC 6265bis-22 §5.1.3',
  },
  'set-cookie:path-mismatch': {
    meaning:
      'The cookie’s Path does not cover the URL. Without Path it covers the folder of the URL that set it.',
    fix: 'Let it cover the whole host.',
    write: ['Set-Cookie: {as root}'],
    rule: 'RFC 6265bis-22 §5.1.4',
  },
  'set-cookie:none-without-secure': {
    meaning: 'SameSite=None needs Secure; without it the cookie is refused.',
    fix: 'Add Secure. In development over plain http: SameSite=Lax, on one site.',
    write: ['Set-Cookie: {as none}'],
    rule: 'RFC 6265bis-22 §5.7 step 19',
  },
  'set-cookie:secure-over-http': {
    meaning: 'An answer over plain http cannot set a Secure cookie.',
    fix: 'Serve https://{host}; or, in development alone, leave Secure out.',
    write: ['Set-Cookie: {as insecure}'],
    rule: 'RFC 6265bis-22 §5.7 step 13',
  },
  'set-cookie:overwrites-secure': {
    meaning: 'An answer over plain http cannot put a cookie over a Secure one.',
    fix: 'Ask and answer over https.',
    write: ['https://{host}'],
    rule: 'RFC 6265bis-22 §5.7 step 16',
  },
} as const satisfies Record<CausesOf<'set-cookie' | 'server' | 'proxy'>, Help>;
