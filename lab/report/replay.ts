/** Before and after in each browser, for people and for programs. */

import stringWidth from 'string-width';
import type { Profile } from '../browsers/profiles.ts';
import { redactor } from '../diagnosis/doctor/index.ts';
import type { Proof, Reproduction } from '../diagnosis/reproduce/index.ts';
import type { Import } from '../import/index.ts';
import { out } from '../system/colours.ts';
import { padded, wrap } from './terminal/layout.ts';

export interface Replayed {
  readonly imported: Import;
  readonly reproduction: Reproduction;
  readonly performed: readonly Performed[];
  readonly withFix: boolean;
}

interface Performed {
  readonly column: Pick<Profile, 'id' | 'label'>;
  readonly version: string;
  readonly proof: Proof | null;
  readonly notRun?: string;
}

/** The interface for programs, schema 1: see docs/doctor.md. */
export function replayJson({ imported, reproduction, performed, withFix }: Replayed): object {
  const hide = redactor(imported.recording);
  const each = <Value>(value: (proof: Proof | null) => Value) =>
    Object.fromEntries(performed.map(({ column, proof }) => [column.id, value(proof)]));
  return {
    schema: 1,
    columns: performed.map(({ column, version, notRun }) => ({
      id: column.id,
      version,
      ...(notRun && { notRun }),
    })),
    exchange: hide(reproduction.as),
    cookie: reproduction.cookie,
    before: each((proof) => proof?.before ?? null),
    fix: { write: reproduction.fix.write.map(hide), does: hide(reproduction.fix.does) },
    after: withFix ? each((proof) => proof?.after && hiddenIn(proof.after, hide)) : {},
    proven: each((proof) => proof?.proven ?? null),
    notReplayed: reproduction.notReplayed.map(({ as, why }) => ({ as: hide(as), why: hide(why) })),
  };
}

const hiddenIn = (after: NonNullable<Proof['after']>, hide: (text: string) => string) => ({
  ...after,
  why: after.why && hide(after.why),
});

/** For the terminal: before and after, a line for each browser; then the verdict. */
export function replayText({ imported, reproduction, performed, withFix }: Replayed): string {
  const hide = redactor(imported.recording);
  const { as, cookie, fix, notReplayed, hosts } = reproduction;
  const isFixed = withFix && fix.after !== null;
  const cells = performed.map((one) => rowOf(one, reproduction, isFixed));
  const head = ['', 'as recorded', isFixed ? 'with the fix' : ''] as const;
  const widths = [0, 1].map((at) =>
    Math.max(...[head, ...cells].map((row) => stringWidth(row[at as 0]))),
  );
  const row = ([name, before, after]: Row) =>
    `  ${padded(name, widths[0] ?? 0)}  ${padded(before, widths[1] ?? 0)}  ${after}`.trimEnd();
  const write = fix.write.length > 0 ? fix.write : [fix.does];
  const lines: [string, string][] = [
    ...write.map((line, place): [string, string] => [place === 0 ? 'fix' : '', hide(line)]),
    ...performed.flatMap(({ column, proof }): [string, string][] => {
      const why = proof?.after?.why;
      const differs = proof && !proof.before.reproduced ? proof.before.differs : [];
      return [
        ...(why ? [[column.id, `still fails. ${hide(why)}`] as [string, string]] : []),
        ...differs.map((one): [string, string] => [column.id, `does not fail as recorded: ${one}`]),
      ];
    }),
    ...notReplayed.map(({ as: label, why }): [string, string] => [
      'differs',
      hide(`${label}: ${why}`),
    ]),
  ];
  return [
    out.bold(hide(`${as}${cookie ? `, ${cookie}` : ''}`)),
    `${out.dim(`  ${hosts.join(', ')}: the lab stands in for these`)}`,
    '',
    out.dim(row(head)),
    ...cells.map(row),
    '',
    ...lines.map(([word, text]) => `  ${word.padEnd(10)}${wrap(text, 12)}`),
    `  ${verdictText(performed, isFixed)}`,
  ].join('\n');
}

type Row = readonly [name: string, before: string, after: string];

function rowOf(
  { column, version, proof, notRun }: Performed,
  reproduction: Reproduction,
  isFixed: boolean,
): Row {
  const name = `${columnName(column.id)} ${version
    .split('.')
    .slice(0, column.id.startsWith('webkit') ? 2 : 1)
    .join('.')}`;
  if (!proof) return [name, `not run: ${notRun ?? 'nothing was seen'}`, ''];
  const { before, after } = proof;
  const first = `${before.reproduced ? out.red('✗') : '·'} ${stateText(before, reproduction)}`;
  if (!isFixed || !after) return [name, first, ''];
  const sign = after.works ? out.green('✓') : out.red('✗');
  return [name, first, `${sign} ${stateText(after, reproduction)}`];
}

const columnName = (id: string) => names[id] ?? id;

const names: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  'chromium:blocked': 'Chromium, third-party cookies blocked,',
  firefox: 'Firefox',
  webkit: 'WebKitGTK',
};

type State = NonNullable<Proof['after']> | Proof['before'];

function stateText(shown: State, { symptom, cookie, fix }: Reproduction): string {
  if (symptom === 'unread') {
    if (shown.left) return shown.readable ? 'readable' : 'not readable';
    return `not sent${shown.preflight === null ? '' : `: its preflight got ${shown.preflight}`}`;
  }
  const about = [cookie, ...fix.write.map((line) => /^Set-Cookie: ([^=;]*)=/.exec(line)?.[1])];
  const ours = (all: readonly string[] | null) =>
    (all ?? []).filter((name) => about.includes(name));
  const listed = (all: readonly string[] | null) =>
    (cookie === null ? (all ?? []) : ours(all)).join(', ');
  if (symptom === 'unkept')
    return listed(shown.stored) ? `kept: ${listed(shown.stored)}` : 'not kept';
  if (!shown.left) return 'no request';
  return listed(shown.sent) ? `sent: ${listed(shown.sent)}` : `sent without ${cookie ?? 'cookies'}`;
}

function verdictText(performed: readonly Performed[], isFixed: boolean): string {
  const named = (test: (proof: Proof) => boolean) =>
    performed
      .filter(({ proof }) => proof && test(proof))
      .map(({ column }) => columnName(column.id))
      .join(', ');
  const groups: [string, string][] = isFixed
    ? [
        [out.green('proven in'), named(({ proven }) => proven === true)],
        [out.red('the fix does not suffice in'), named(({ proven }) => proven === false)],
        ['did not fail in', named(({ proven, before }) => proven === null && !before.reproduced)],
      ]
    : [
        ['reproduced in', named(({ before }) => before.reproduced)],
        ['not reproduced in', named(({ before }) => !before.reproduced)],
      ];
  return groups.flatMap(([words, where]) => (where ? [`${words} ${where}`] : [])).join('; ');
}
