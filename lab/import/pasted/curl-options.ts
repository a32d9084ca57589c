/** Curl's options, as far as its command line must be cut right: https://curl.se/docs/manpage.html */

/** Short options with a value of their own, behind them or in the next word. */
const shortWithValue = 'AbcCdDeEFhHKmoPQrtTuUwxXyYz';

/** What short options are called that say something about the request. */
const longNames: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  e: 'referer',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  L: 'location',
  T: 'upload-file',
  u: 'user',
  X: 'request',
  ':': 'next',
};

/** Long options with a value. What is not here has none. */
const longWithValue = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
  connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
  data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
  dump-ca-embed dump-header ech egd-file engine etag-compare etag-save expect100-timeout form
  form-string ftp-account ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode
  happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface
  ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate
  local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file
  noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default
  proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile
  proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
  proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey
  quote random-file range rate referer request request-target resolve retry retry-delay
  retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-gssapi-service
  socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max
  tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket
  upload-file upload-flags url url-query user user-agent variable vlan-priority write-out`.split(
    /\s+/,
  ),
);

export interface Option {
  /** Long name; `url` for what is no option. */
  readonly name: string;
  readonly value: string;
}

/**
 * The options of a command, without its first word. A last option that lacks its value has an empty one.
 *
 *     -sXPOST https://a.example -H 'A: b' → silent, request POST, url, header
 */
export function optionsOf(words: readonly string[]): Option[] {
  const options: Option[] = [];
  let onlyUrls = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string;
    if (onlyUrls || !word.startsWith('-') || word === '-') {
      options.push({ name: 'url', value: word });
    } else if (word === '--') {
      onlyUrls = true;
    } else if (word.startsWith('--')) {
      const name = word.slice(2);
      options.push({ name, value: longWithValue.has(name) ? (words[++i] ?? '') : '' });
    } else {
      for (let at = 1; at < word.length; at++) {
        const letter = word[at] as string;
        const name = longNames[letter] ?? letter;
        if (!shortWithValue.includes(letter)) {
          options.push({ name, value: '' });
          continue;
        }
        const rest = word.slice(at + 1);
        options.push({ name, value: rest || (words[++i] ?? '') });
        break;
      }
    }
  }
  return options;
}
