/** Reads what a link says to write: header lines, calls, attributes and URLs. */

export interface Lines {
  /** Values of Set-Cookie. */
  readonly cookies: readonly string[];
  /** Other header lines, those of a preflight's response apart. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly preflight: readonly (readonly [name: string, value: string])[] | null;
  /** Calls of scripts, such as `fetch('https://api.example.com/', { credentials: 'include' })`. */
  readonly calls: readonly string[];
  readonly crossorigin: boolean;
  readonly withToken: boolean;
  readonly sandbox: string | null;
  readonly url: URL | null;
}

export function readLines(write: readonly string[]): Lines {
  const headers = (lines: readonly string[]) =>
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z][A-Za-z-]*): (.*)$/.exec(line) ?? [];
      return name && value !== undefined ? [[name, value] as const] : [];
    });
  const all = headers(write);
  const status = write.indexOf('HTTP/1.1 204 No Content');
  const url = write.find((line) => /^https?:\/\/\S+$/.test(line));
  return {
    cookies: all.flatMap(([name, value]) => (name === 'Set-Cookie' ? [value] : [])),
    headers: all.filter(([name]) => name !== 'Set-Cookie' && !isOfPreflights(name)),
    preflight: status < 0 ? null : headers(write.slice(status)),
    calls: write.filter((line) => /^(fetch\(|axios\(|new EventSource\(|xhr\.)/.test(line)),
    crossorigin: write.includes('crossorigin="use-credentials"'),
    withToken: write.includes('axios.defaults.withXSRFToken = true'),
    sandbox: write.flatMap((line) => /^sandbox="(.*)"$/.exec(line)?.[1] ?? [])[0] ?? null,
    url: url === undefined ? null : new URL(url),
  };
}

const isOfPreflights = (name: string) => /^Access-Control-Allow-(Methods|Headers)$/.test(name);
