/** Checks the fields of a step: that each is known, and has a value of its form. */
import { type Form, isObject, isText, text } from '../forms.ts';
import type { CookieStoreCall, Step } from '../steps/index.ts';
import { answerFields } from './answer-shapes.ts';
import type { Complaint } from './complaint.ts';
import { checkKeys } from './keys.ts';
import { elementBuilders, shapes } from './shapes.ts';
import { wrongForm } from './suggest.ts';

/** What a shape is for whoever does not know the step's kind. */
interface AnyShape {
  readonly fields: Readonly<Record<string, Form | null>>;
  readonly call: string;
  readonly given: readonly string[];
}

export function* checkFields(step: Step, at: string): Generator<Complaint, void> {
  const { fields, call, given } = shapeOf(step);
  const values = step as unknown as Readonly<Record<string, unknown>>;
  const fix = `Write ${call}.`;
  if (given.some((field) => isMisplaced(field, given, fields, values))) {
    yield { at, problem: 'has its arguments in another order', fix };
  }
  // What a builder spreads into the step: the letters of a text.
  if (Object.keys(values).includes('0')) {
    yield { at, problem: 'has a text where its options belong', fix };
  }
  const inside = 'answer' in fields ? { name: 'answer', known: answerFields } : undefined;
  yield* checkKeys(step, ['step', ...Object.keys(fields)], at, '', inside);
  for (const [field, form] of Object.entries(fields)) {
    const value = values[field];
    if (value === undefined || !form || form.isWritten(value)) continue;
    const wrong = wrongForm(field, form, value);
    yield { at, ...wrong, ...(given.includes(field) && !isText(value) && { fix }) };
  }
  if (step.step === 'cookieStore') yield* checkCookieStore(step, at, fix);
}

/** The call of a subresource depends on its element. */
function shapeOf(step: Step): AnyShape {
  const shape = shapes[step.step] as unknown as AnyShape;
  if (step.step !== 'subresource') return shape;
  return step.element === 'preload'
    ? { ...shape, call: "preload('script', url, { … })", given: ['destination', 'url'] }
    : { ...shape, call: `${elementBuilders[step.element] ?? 'image'}(url, { … })` };
}

/** Is a field that is given by place something else, which fits the place of another? */
function isMisplaced(
  field: string,
  given: readonly string[],
  fields: AnyShape['fields'],
  values: Readonly<Record<string, unknown>>,
): boolean {
  const value = values[field];
  const form = fields[field];
  if (field === 'url' && isObject(value)) return true;
  if (!form || value === undefined || form.isWritten(value)) return false;
  return given.some((other) => other !== field && form.isWritten(values[other]));
}

type CookieFields = Extract<CookieStoreCall['call'], { readonly cookie: object }>['cookie'];

/** What `set` and `delete` are given; `delete` ignores the rest. */
const cookieFields = {
  name: true,
  value: true,
  domain: true,
  path: true,
  partitioned: true,
  expires: true,
  sameSite: true,
} satisfies Record<keyof Extract<CookieFields, { readonly value: string }>, true>;

function* checkCookieStore(
  { call }: CookieStoreCall,
  at: string,
  fix: string,
): Generator<Complaint, void> {
  if (!('cookie' in call)) {
    if (call.method === 'get' && !text.isWritten(call.name)) {
      yield { at, problem: 'is told no name', fix: "Write cookieStore.get('sid', 'label')." };
    }
    return;
  }
  if (!isObject(call.cookie)) return yield { at, problem: 'is given no cookie', fix };
  yield* checkKeys(call.cookie, Object.keys(cookieFields), at, 'cookie');
}
