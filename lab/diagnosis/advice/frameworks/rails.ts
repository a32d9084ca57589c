/** Rails 7.1 or later with rack-cors. */
import { type CookieSetting, pairs, quoted, type Writer } from './server-lines.ts';

const yes = (is: boolean) => (is ? 'true' : undefined);

const options = (cookie: CookieSetting) => ({
  path: cookie.path && quoted(cookie.path),
  domain: cookie.domain && quoted(cookie.domain),
  expires: expiry(cookie),
  secure: yes(cookie.secure),
  httponly: yes(cookie.httpOnly),
  same_site: cookie.sameSite && `:${cookie.sameSite.toLowerCase()}`,
  partitioned: yes(cookie.partitioned),
});

const expiry = ({ maxAge, expires }: CookieSetting) =>
  maxAge === undefined ? expires && `Time.httpdate(${quoted(expires)})` : `${maxAge}.seconds`;

/** The session's cookie: `_shop_session`. */
const isSession = ({ name }: CookieSetting) => /^_.+_session$/.test(name);

export const rails: Writer = {
  cookie: (cookie) => {
    const { expires, ...rest } = options(cookie);
    const name = quoted(cookie.name);
    if (cookie.deletes) {
      const { httponly, ...where } = rest;
      return `cookies.delete(${[name, pairs(where, ': ')].filter(Boolean).join(', ')})`;
    }
    const note = cookie.partitioned ? '  # partitioned: Rack 3.1' : '';
    if (isSession(cookie)) {
      const session = { key: name, expire_after: expires, ...rest };
      return `# config/initializers/session_store.rb
Rails.application.config.session_store :cookie_store, ${pairs(session, ': ')}${note}`;
    }
    return `cookies[${name}] = { ${pairs({ value: 'value', expires, ...rest }, ': ')} }${note}`;
  },
  cors: ({ origin, credentials, methods, headers }) => {
    const names = headers.length > 0 ? `%w[${headers.join(' ')}]` : ':any';
    const verbs = `%i[${[...methods, 'OPTIONS'].map((one) => one.toLowerCase()).join(' ')}]`;
    const given = { headers: names, methods: verbs, credentials: yes(credentials) };
    return `# config/initializers/cors.rb, with the gem rack-cors
Rails.application.config.middleware.insert_before 0, Rack::Cors do
  allow do
${origin ? `    origins ${quoted(origin)}\n` : ''}    resource '*', ${pairs(given, ': ')}
  end
end`;
  },
  behindProxy: `# config/environments/production.rb
config.assume_ssl = true`,
  header: (name, value) => `response.headers[${quoted(name)}] = ${quoted(value)}`,
};
