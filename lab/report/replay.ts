/** Before and after in each browser, for people and for programs. */
import type { Profile } from '../browsers/profiles.ts';
import { redactor } from '../diagnosis/doctor/index.ts';
import type { Proof, Reproduction } from '../diagnosis/reproduce/index.ts';
import type { Import } from '../import/index.ts';
import { out } from '../system/colours.ts';
import { wrap } from './terminal/layout.ts';

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
    exchange: reproduction.as,
    cookie: reproduction.cookie,
    before: each((proof) => proof?.before ?? null),
    fix: { write: reproduction.fix.write.map(hide), does: hide(reproduction.fix.does) },
    after: withFix ? each((proof) => proof?.after ?? null) : {},
    proven: each((proof) => proof?.proven ?? null),
    notReplayed: reproduction.notReplayed,
  };
}

export function replayText({ imported, reproduction, performed, withFix }: Replayed): string {
  const hide = redactor(imported.recording);
  const { as, cookie, fix, notReplayed } = reproduction;
  const write = fix.write.length > 0 ? fix.write : [fix.does];
  const rows = performed.map(({ column, version, proof, notRun }) => {
    const name = `${column.id} ${version.split('.')[0] ?? ''}`.trim();
    if (!proof) return [name, notRun ?? 'not run', ''] as const;
    const before = `${proof.before.reproduced ? '✗' : '·'} ${stateText(proof.before, reproduction)}`;
    const after = proof.after
      ? `${proof.after.works ? '✓' : '✗'} ${stateText(proof.after, reproduction)}`
      : '';
    return [name, before, after] as const;
  });
  return [
    out.bold(`${as}${cookie ? `, ${cookie}` : ''}`),
    ...rows.map(([name, before, after]) => `  ${name.padEnd(16)}${before.padEnd(34)}${after}`),
    ...(withFix
      ? write.map(
          (line, place) => `  ${(place === 0 ? 'with' : '').padEnd(16)}${wrap(hide(line), 18)}`,
        )
      : []),
    ...notReplayed.map(({ as: label, why }) => `  not replayed: ${label}: ${why}`),
    verdictText(performed, withFix),
  ].join('\n');
}

function stateText(
  shown: NonNullable<Proof['after']> | Proof['before'],
  { symptom, cookie }: Reproduction,
): string {
  if (symptom === 'unread') {
    if (!shown.left)
      return `not sent${shown.preflight === null ? '' : `: preflight ${shown.preflight}`}`;
    return shown.readable ? 'readable' : 'not readable';
  }
  if (symptom === 'unkept')
    return shown.stored?.length ? `kept: ${shown.stored.join(', ')}` : `${cookie} not kept`;
  if (!shown.left) return 'no request';
  return shown.sent?.length ? `sent: ${shown.sent.join(', ')}` : 'sent without cookies';
}

function verdictText(performed: readonly Performed[], withFix: boolean): string {
  const named = (test: (proof: Proof) => boolean) =>
    performed
      .filter(({ proof }) => proof && test(proof))
      .map(({ column }) => column.id)
      .join(', ');
  const groups: [string, string][] = withFix
    ? [
        [out.green('proven in'), named(({ proven }) => proven === true)],
        [out.red('the fix does not suffice in'), named(({ proven }) => proven === false)],
        ['does not fail in', named(({ proven, before }) => proven === null && !before.reproduced)],
      ]
    : [
        ['reproduced in', named(({ before }) => before.reproduced)],
        ['not reproduced in', named(({ before }) => !before.reproduced)],
      ];
  return groups.flatMap(([words, where]) => (where ? [`${words} ${where}`] : [])).join('; ');
}
