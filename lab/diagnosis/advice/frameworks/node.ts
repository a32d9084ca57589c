/** Express 5 with `cors`, and Fastify 5 with @fastify/cookie and @fastify/cors. */
import {
  type CookieSetting,
  type CorsSetting,
  pairs,
  quoted,
  type Writer,
} from './server-lines.ts';

const list = (values: readonly string[]) => `[${values.map((one) => quoted(one)).join(', ')}]`;

const yes = (is: boolean) => (is ? 'true' : undefined);

/** Options of a cookie; Max-Age in milliseconds for Express, in seconds for Fastify. */
const cookieOptions = (cookie: CookieSetting, second: number) => ({
  path: cookie.path && quoted(cookie.path),
  domain: cookie.domain && quoted(cookie.domain),
  maxAge: cookie.maxAge === undefined ? undefined : String(cookie.maxAge * second),
  expires: cookie.expires && `new Date(${quoted(cookie.expires)})`,
  secure: yes(cookie.secure),
  httpOnly: yes(cookie.httpOnly),
  sameSite: cookie.sameSite && quoted(cookie.sameSite.toLowerCase()),
  partitioned: yes(cookie.partitioned),
});

const corsOptions = ({ origin, credentials, methods, headers, preflight }: CorsSetting) =>
  pairs(
    {
      origin: origin ? list([origin]) : undefined,
      credentials: yes(credentials),
      methods: preflight ? list(methods) : undefined,
      allowedHeaders: headers.length > 0 ? list(headers) : undefined,
    },
    ': ',
  );

/** A session's cookie is set by its middleware, which takes Max-Age in milliseconds. */
function sessionOptions(cookie: CookieSetting): string {
  const { maxAge, ...rest } = cookieOptions(cookie, 1000);
  return `{ cookie: { ${pairs({ ...rest, maxAge }, ': ')} }, … }`;
}

export const express: Writer = {
  cookie: (cookie) => {
    if (cookie.name === 'connect.sid' && !cookie.deletes) {
      return `app.use(session(${sessionOptions(cookie)})); // express-session`;
    }
    const { maxAge, ...rest } = cookieOptions(cookie, 1000);
    return cookie.deletes
      ? `res.clearCookie(${quoted(cookie.name)}, { ${pairs(rest, ': ')} });`
      : `res.cookie(${quoted(cookie.name)}, value, { ${pairs({ ...rest, maxAge }, ': ')} });`;
  },
  cors: (cors) =>
    `// before anything that checks the session; npm install cors
app.use(cors({ ${corsOptions(cors)} }));`,
  behindProxy: "app.set('trust proxy', 1);",
  header: (name, value) =>
    name === 'Vary' ? `res.vary(${quoted(value)});` : `res.set(${quoted(name)}, ${quoted(value)});`,
};

export const fastify: Writer = {
  cookie: (cookie) => {
    if (cookie.name === 'sessionId' && !cookie.deletes) {
      return `// @fastify/session
await app.register(session, ${sessionOptions(cookie)});`;
    }
    const { maxAge, ...rest } = cookieOptions(cookie, 1);
    // The plugin writes SameSite=Lax where it is told nothing.
    const options = { ...rest, sameSite: rest.sameSite ?? 'false' };
    return cookie.deletes
      ? `reply.clearCookie(${quoted(cookie.name)}, { ${pairs(options, ': ')} });`
      : `reply.setCookie(${quoted(cookie.name)}, value, { ${pairs({ ...options, maxAge }, ': ')} });`;
  },
  cors: (cors) => `// import cors from '@fastify/cors'
await app.register(cors, { ${corsOptions(cors)} });`,
  behindProxy: 'const app = Fastify({ trustProxy: true });',
  header: (name, value) => `reply.header(${quoted(name)}, ${quoted(value)});`,
};
