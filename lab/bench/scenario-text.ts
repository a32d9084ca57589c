/** A sequence as the file of a scenario, which runs as it stands. */
import type { Cors } from '../base/recipe.ts';
import { type Code, code, literal, object, quoted } from '../scenario/source-text.ts';
import type { AnswerSpec, Step } from '../scenario/steps/index.ts';
import * as places from '../scenario/steps/places.ts';
import type { Names } from './names.ts';
import type { Sequence } from './sequence.ts';
import { layOut } from './steps.ts';

/** Where people are told to save it. */
const file = 'mine/from-the-bench';

export function scenarioText(sequence: Sequence, names: Names): string {
  const { steps, labels } = layOut(sequence, names);
  const writer = new Writer();
  const texts = steps.map((step) => `    ${writer.step(step)},\n`);
  const topology = names.topology === 'test' ? '' : ` --topology ${names.topology}`;
  return `// Save it as scenarios/${file}.ts, then:
//   npm run matrix -- --scenario ${file}${topology}    what happens in each engine
//   npm run explain -- ${file}${topology}    why
import { ${[...writer.used, 'scenario'].sort().join(', ')} } from '#lab';

export default scenario({
  title: 'What I tried on the bench',
  steps: [
${texts.join('')}  ],
  // What should happen; without it the matrix shows what does.
  // expect: { ${quoted(labels.at(-1) ?? '')}: { sent: ['sid'], readable: true } },
});
`;
}

const origins = Object.entries(places).flatMap(([name, value]) =>
  typeof value === 'string' ? [[value as string, name] as const] : [],
);

class Writer {
  /** What the file imports. */
  readonly used = new Set<string>();

  step(step: Step): string {
    switch (step.step) {
      case 'visit':
      case 'fetch':
      case 'xhr':
      case 'webSocket':
      case 'link': {
        const { step: builder, url, ...options } = step;
        return this.#call(builder, this.#url(url), this.#options(options));
      }
      case 'form': {
        const { step: builder, method, url, ...options } = step;
        return this.#call(builder, quoted(method), this.#url(url), this.#options(options));
      }
      case 'frame': {
        const { step: builder, url, steps: _, ...options } = step;
        return this.#call(builder, this.#url(url), '[]', this.#options(options));
      }
      case 'subresource': {
        const { step: _, element: __, url, ...options } = step;
        return this.#call('image', this.#url(url), this.#options(options));
      }
      default:
        throw new TypeError(`the bench has no ${step.step}`);
    }
  }

  #call(builder: string, ...parts: readonly (string | null)[]): string {
    this.used.add(builder);
    return `${builder}(${parts.filter((part) => part !== null).join(', ')})`;
  }

  #options(options: Readonly<Record<string, unknown>>): string | null {
    const fields = Object.entries(options).map(([name, value]): [string, Code] => [
      name,
      name === 'answer' ? this.#answer(value as AnswerSpec) : code(literal(value, 6)),
    ]);
    return object(Object.fromEntries(fields), 4);
  }

  #answer({ cors, preflight, ...plain }: AnswerSpec): Code {
    const fields: Record<string, Code> = {};
    for (const [name, value] of Object.entries(plain)) fields[name] = code(literal(value, 8));
    if (cors) fields.cors = this.#cors(cors);
    if (preflight) {
      const { cors: own, ...rest } = preflight;
      const inner = Object.entries(rest).map(([name, value]) => [name, code(literal(value, 10))]);
      fields.preflight = code(
        object({ ...(own && { cors: this.#cors(own) }), ...Object.fromEntries(inner) }, 8) ?? '{}',
      );
    }
    return code(object(fields, 6) ?? '{}');
  }

  #cors(cors: Cors): Code {
    if (cors.mode === 'star') {
      return code(this.#call('star', cors.credentials ? '{ credentials: true }' : null));
    }
    if (cors.mode !== 'allow' || cors.vary === false) return code(literal(cors, 8));
    const builder = cors.credentials ? 'allow' : 'allowWithoutCredentials';
    return code(this.#call(builder, ...cors.origins.map((one) => this.#url(one))));
  }

  /** `www`, or `${www}/orders` */
  #url(href: string): string {
    const found = origins.find(([origin]) => href === origin || href.startsWith(`${origin}/`));
    if (!found) return quoted(href);
    const [origin, name] = found;
    this.used.add(name);
    const rest = href.slice(origin.length).replace(/[`$\\]/g, '\\$&');
    return rest === '' ? name : `\`\${${name}}${rest}\``;
  }
}
