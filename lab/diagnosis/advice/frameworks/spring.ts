/** Spring Boot 3.4 or later. */
import { type CookieSetting, chained, quoted, type Writer } from './server-lines.ts';

const text = (value: string) => quoted(value, '"');

const springNames = ['JSESSIONID', 'SESSION'];

const stepsOf = (cookie: CookieSetting) =>
  chained([
    cookie.path && `path(${text(cookie.path)})`,
    cookie.domain && `domain(${text(cookie.domain)})`,
    cookie.maxAge !== undefined && `maxAge(${cookie.maxAge})`,
    cookie.secure && 'secure(true)',
    cookie.httpOnly && 'httpOnly(true)',
    cookie.sameSite && `sameSite(${text(cookie.sameSite)})`,
    cookie.partitioned && 'partitioned(true)',
  ]);

/** Of Spring Security, which sets it itself. */
const springToken = (cookie: CookieSetting): string =>
  `CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
tokens.setCookieCustomizer(cookie -> cookie${stepsOf(cookie)});
http.csrf(csrf -> csrf.csrfTokenRepository(tokens));`;

export const spring: Writer = {
  cookie: (cookie) => {
    if (springNames.includes(cookie.name) && !cookie.deletes) return springSession(cookie);
    if (cookie.name === 'XSRF-TOKEN' && !cookie.deletes) return springToken(cookie);
    const value = cookie.deletes ? '""' : 'value';
    return `ResponseCookie cookie = ResponseCookie.from(${text(cookie.name)}, ${value})${stepsOf(cookie)}.build();
response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());`;
  },
  cors: ({ origin, credentials, methods, headers }) => {
    const list = (values: readonly string[]) => values.map(text).join(', ');
    const steps = chained(
      [
        origin && `allowedOrigins(${text(origin)})`,
        credentials && 'allowCredentials(true)',
        `allowedMethods(${list(methods)})`,
        headers.length > 0 && `allowedHeaders(${list(headers)})`,
      ],
      '\n      .',
    );
    return `// in a WebMvcConfigurer; with Spring Security also http.cors(Customizer.withDefaults())
@Override
public void addCorsMappings(CorsRegistry registry) {
  registry.addMapping("/**")${steps};
}`;
  },
  behindProxy: `# application.properties
server.forward-headers-strategy=framework`,
  header: (name, value) => `response.addHeader(${text(name)}, ${text(value)});`,
};

function springSession(cookie: CookieSetting): string {
  const settings = {
    path: cookie.path,
    domain: cookie.domain,
    'max-age': cookie.maxAge === undefined ? undefined : `${cookie.maxAge}s`,
    secure: cookie.secure ? 'true' : undefined,
    'http-only': cookie.httpOnly ? 'true' : undefined,
    'same-site': cookie.sameSite?.toLowerCase(),
    partitioned: cookie.partitioned ? 'true' : undefined,
  };
  const lines = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : `server.servlet.session.cookie.${name}=${value}`,
  );
  return ['# application.properties', ...lines].join('\n');
}
