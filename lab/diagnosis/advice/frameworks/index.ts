/** A fix as the setting of a web framework or a proxy. */
import { django } from './django.ts';
import { laravel } from './laravel.ts';
import { express, fastify } from './node.ts';
import { caddy, nginx } from './proxies.ts';
import { rails } from './rails.ts';
import { type ServerLines, serverLines, type Writer } from './server-lines.ts';
import { spring } from './spring.ts';

const writers = { express, fastify, django, rails, spring, laravel, nginx, caddy } as const;

export type Framework = keyof typeof writers;
export const frameworks = Object.keys(writers) as readonly Framework[];

/**
 * The lines of a fix (`write`) as a framework's setting: code or configuration, with a comment that
 * names the file where that is not obvious. `''` where no line is for a server: a page's call, a URL.
 *
 *     settingFor('express', ['Set-Cookie: sid=1; Path=/; Secure; SameSite=None'])
 *     → res.cookie('sid', value, { path: '/', secure: true, sameSite: 'none' });
 */
export const settingFor = (framework: Framework, write: readonly string[]): string =>
  blocks(serverLines(write), writers[framework]).join('\n\n');

function blocks({ cookies, cors, behindProxy, headers }: ServerLines, writer: Writer): string[] {
  return [
    ...cookies.map((cookie) => writer.cookie(cookie)),
    ...(cors ? [writer.cors(cors)] : []),
    ...(behindProxy ? [writer.behindProxy] : []),
    ...headers.map(([name, value]) => writer.header(name, value)),
  ];
}
