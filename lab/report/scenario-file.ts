/** A plan on hosts of its own as the file of a scenario, as one would write it by hand. */

import type { Cors, PreflightAnswer } from '../base/recipe.ts';
import {
  attributeIn,
  cookieNameOf,
  readSetCookie,
  withAttribute,
  writeSetCookie,
} from '../base/set-cookie.ts';
import { withPlainPath } from '../import/index.ts';
import type { Plan, PlannedExchange, PlannedStep } from '../scenario/plan/planned.ts';
import type { Deviation, Expectations } from '../scenario/scenario.ts';
import { type Code, code, literal, object, quoted } from '../scenario/source-text.ts';

export interface ScenarioFile {
  readonly title: string;
  /** What one should know who reads it, in lines. */
  readonly about: readonly string[];
  readonly plan: Plan;
  readonly expect: Expectations;
  readonly deviations: readonly Deviation[];
  /** The label of an exchange that the server refused, and that has its cookie by now; null where there is none. */
  readonly accepted: string | null;
}

/** The source text: host names are kept, values are replaced. */
export function scenarioFile(file: ScenarioFile): string {
  const { title, about, plan, expect, deviations, accepted } = file;
  const writer = new Writer(plan, Object.keys(expect), accepted);
  const steps = plan.steps.map((step) => `${writer.step(step, 4)},`);
  const labelled = deviations.map((one) => ({ ...one, expect: writer.labelled(one.expect) }));
  const { hosts, used } = writer;
  return `${about.map((line) => `// ${line}\n`).join('')}import { ${[...used, 'own', 'scenario'].sort().join(', ')} } from '#lab';

${[...hosts].map(([origin, name]) => `const ${name} = own('${origin}');`).join('\n')}

export default scenario({
  title: ${quoted(title)},
  hosts: [${[...hosts.values()].join(', ')}],
  steps: [
    ${steps.join('\n    ')}
  ],
  expect: ${literal(writer.labelled(expect), 2)},${
    labelled.length > 0 ? `\n  deviations: ${literal(labelled, 2)},` : ''
  }
});
`;
}

class Writer {
  /** Names of constants, by origin. */
  readonly hosts = new Map<string, string>();
  /** What the file imports. */
  readonly used = new Set<string>();
  readonly #plan: Plan;
  readonly #accepted: string | null;
  /** How the labels that something refers to are written. */
  readonly #labels: ReadonlyMap<string, string>;

  constructor(plan: Plan, expected: readonly string[], accepted: string | null) {
    this.#plan = plan;
    this.#accepted = accepted;
    this.#labels = labelsOf(plan, expected);
    const urls = plan.exchanges.flatMap(({ url }) => (url === '' ? [] : new URL(url)));
    for (const url of urls) this.#host(url);
  }

  /** Under the labels as they are written. */
  labelled = (expect: Expectations): Expectations =>
    Object.fromEntries(
      Object.entries(expect).map(([as, one]) => [this.#labels.get(as) ?? as, one]),
    );

  step(step: PlannedStep, indent: number): string {
    if (step.step === 'pause') return this.#call('pause', String(step.ms));
    if (!('exchange' in step)) throw new TypeError(`no replay has the step ${step.step}`);
    const { exchange } = step;
    const options: Record<string, Code | undefined> = {};
    const builder = this.#builder(step);
    if (exchange.method !== 'GET' && ['fetch', 'xhr'].includes(step.step)) {
      options.method = code(quoted(exchange.method));
    }
    const include = exchange.credentials === 'include';
    if (step.step === 'fetch') {
      if (exchange.credentials !== 'same-origin') {
        options.credentials = code(quoted(exchange.credentials));
      }
      if (step.mode !== 'cors') options.mode = code(quoted(step.mode));
    }
    if ((step.step === 'xhr' || step.step === 'eventSource') && include) {
      options.withCredentials = code('true');
    }
    if ('headers' in step && Object.keys(step.headers).length > 0) {
      options.headers = code(literal(step.headers, indent + 2));
    }
    if ('body' in step && step.body) options.body = code(quoted(step.body));
    if ('crossorigin' in step && step.crossorigin) {
      options.crossorigin = code(quoted(step.crossorigin));
    }
    if ('sandbox' in step && step.sandbox !== null) options.sandbox = code(quoted(step.sandbox));
    const again = this.#plan.exchanges.find(({ id }) => id === exchange.again);
    if (again) options.again = this.#as(again);
    else if (exchange.url !== '') options.answer = this.#answer(exchange, indent + 2);
    options.as = this.#as(exchange);
    const place =
      step.step === 'writeCookie' ? quoted(valueless(step.line)) : this.#url(exchange.url);
    const inner =
      'steps' in step
        ? [
            `[${step.steps.map((one) => `\n${' '.repeat(indent + 2)}${this.step(one, indent + 2)},`).join('')}${step.steps.length > 0 ? `\n${' '.repeat(indent)}` : ''}]`,
          ]
        : [];
    const first = step.step === 'form' ? [quoted(exchange.method)] : [];
    const before = inner.length > 0 ? 0 : `${builder}(${first.join('')}${place}`.length;
    return this.#call(builder, ...first, place, ...inner, object(options, indent, before));
  }

  /** Undefined where nothing refers to the exchange. */
  #as({ as }: PlannedExchange): Code | undefined {
    const label = this.#labels.get(as);
    return label === undefined ? undefined : code(quoted(label));
  }

  #builder(step: PlannedStep): string {
    if (step.step === 'location') return 'toLocation';
    if (step.step !== 'subresource') return step.step;
    return { img: 'image', 'module script': 'moduleScript' }[step.element as 'img'] ?? step.element;
  }

  #call(builder: string, ...parts: readonly (string | null)[]): string {
    this.used.add(builder);
    return `${builder}(${parts.filter((part) => part !== null).join(', ')})`;
  }

  #answer({ id, as, answer }: PlannedExchange, indent: number): Code | undefined {
    const { setCookie, cors, preflight, status, location, headers } = answer;
    const next = this.#plan.exchanges.find(({ hopOf }) => hopOf === id);
    const isRefusal = as === this.#accepted && status !== undefined && status >= 400;
    const fields: Record<string, Code | undefined> = {
      setCookie: setCookie && this.#lines(setCookie, indent + 2),
      status: status === undefined || next || isRefusal ? undefined : code(String(status)),
      cors: cors && this.#cors(cors),
      preflight: preflight && this.#preflight(preflight, cors, indent + 2),
      headers: headers && headers.length > 0 ? code(literal(headers, indent + 2)) : undefined,
      redirect:
        next && location !== undefined ? this.#redirect(next, status, indent + 2) : undefined,
    };
    const text = object(fields, indent);
    return text === null ? undefined : code(text);
  }

  #redirect(next: PlannedExchange, status: number | undefined, indent: number): Code {
    const options = {
      status: status === undefined || status === 302 ? undefined : code(String(status)),
      answer: this.#answer(next, indent + 2),
      as: this.#as(next),
    };
    return code(this.#call('redirect', this.#url(next.url), object(options, indent)));
  }

  #preflight(answer: PreflightAnswer, of: Cors | undefined, indent: number): Code {
    const { methods, headers, status, location, lines } = answer;
    const cors = JSON.stringify(answer.cors) === JSON.stringify(of) ? undefined : answer.cors;
    const fields = {
      status: status === undefined || status === 204 ? undefined : code(String(status)),
      location: location === undefined ? undefined : code(this.#url(location)),
      cors: cors && this.#cors(cors),
      methods: methods === undefined ? undefined : code(quoted(methods)),
      headers: headers === undefined ? undefined : code(quoted(headers)),
      lines: lines && code(literal(lines, indent + 2)),
    };
    return code(object(fields, indent) ?? '{}');
  }

  #cors(cors: Cors): Code {
    if (cors.mode === 'none') return code("{ mode: 'none' }");
    if (cors.mode === 'star') {
      return code(this.#call('star', cors.credentials ? '{ credentials: true }' : null));
    }
    if (
      cors.mode === 'allow' &&
      cors.vary !== false &&
      cors.origins.every((one) => this.hosts.has(one))
    ) {
      const builder = cors.credentials ? 'allow' : 'allowWithoutCredentials';
      return code(this.#call(builder, ...cors.origins.map((one) => this.hosts.get(one) ?? null)));
    }
    return code(literal(cors, 0));
  }

  #lines(lines: readonly string[], indent: number): Code {
    const texts = lines.map(shortened);
    if (texts.length === 1) return code(texts[0] as string);
    return code(
      `[\n${texts.map((one) => `${' '.repeat(indent + 2)}${one},\n`).join('')}${' '.repeat(indent)}]`,
    );
  }

  #url(href: string): string {
    const url = new URL(href);
    const name = this.#host(url);
    const query = [...url.searchParams.keys()]
      .map((key) => `${encodeURIComponent(key)}=1`)
      .join('&');
    const rest = `${withPlainPath(url.pathname)}${query && `?${query}`}`;
    return rest === '/' ? name : `\`\${${name}}${rest.replace(/[`$\\]/g, '\\$&')}\``;
  }

  /** `https://api.shop.example` → `api`, `http://localhost:3000` → `localhost3000` */
  #host({ origin, hostname, port, protocol }: URL): string {
    const known = this.hosts.get(origin);
    if (known) return known;
    const labels = hostname.split('.');
    const taken = new Set(this.hosts.values());
    const plain = protocol === 'http:' && !port ? ['http', ...labels] : labels;
    const isNumber = /^[\d.]+$/.test(hostname);
    const wanted = isNumber ? ['loopback'] : plain;
    const names = wanted.map((_, place) => camel([...wanted.slice(0, place + 1), port].join('-')));
    const name = names.find((one) => !taken.has(one) && !reserved.has(one)) ?? `host${taken.size}`;
    this.hosts.set(origin, name);
    return name;
  }
}

/** Labels for what is expected of, or asked again: `GET /cart`; with the host where that is not enough. */
function labelsOf({ exchanges }: Plan, expected: readonly string[]): Map<string, string> {
  const again = new Set(exchanges.map((one) => one.again));
  const labels = new Map<string, string>();
  /** The host of each label that is given. */
  const hosts = new Map<string, string>();
  for (const { id, as, method, url } of exchanges) {
    if (!expected.includes(as) && !again.has(id)) continue;
    const { host, pathname } = new URL(url === '' ? 'script:' : url);
    const path = withPlainPath(pathname);
    const plain = url === '' ? 'script' : `${method} ${path}`;
    const first = hosts.get(plain);
    const wanted = first === undefined || first === host ? plain : `${method} ${host}${path}`;
    let label = wanted;
    for (let count = 2; hosts.has(label); count++) label = `${wanted} (${count})`;
    hosts.set(label, host);
    labels.set(as, label);
  }
  return labels;
}

const reserved = new Set([
  'own',
  'scenario',
  'visit',
  'fetch',
  'form',
  'link',
  'frame',
  'allow',
  'star',
  'script',
  'image',
  'font',
  'redirect',
  'http',
  'pause',
]);

const camel = (text: string): string => {
  const name = text
    .replace(/-+$/, '')
    .replace(/[^A-Za-z0-9]+(.)/g, (_, letter: string) => letter.toUpperCase());
  return /^\d/.test(name) ? `host${name}` : name;
};

/** A Set-Cookie line whose value is replaced; where its length may matter, by one as long. */
function shortened(line: string): string {
  const cookie = readSetCookie(line);
  if (line.length < 1000) return quoted(valueless(line));
  const [name, ...rest] = writeSetCookie({ ...cookie, value: '' }).split('=');
  return `\`${name}=\${'x'.repeat(${cookie.value.length})}${rest.join('=')}\``;
}

function valueless(line: string): string {
  const cookie = readSetCookie(line);
  const path = attributeIn(cookie, 'Path');
  const plain = path === null ? path : withPlainPath(path);
  const placed = plain === path ? cookie : withAttribute(cookie, 'Path', plain ?? '');
  if (cookie.value === '') return placed === cookie ? line : writeSetCookie(placed);
  return writeSetCookie({ ...placed, value: cookieNameOf(line) === '' ? 'value' : '1' });
}
