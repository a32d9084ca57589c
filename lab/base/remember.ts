/** Answers that are asked for again and again, and never change. */

/**
 * A function of a text that remembers its last answers: `most` of them, then it begins anew, so that
 * names from somebody's traffic cannot fill the memory.
 */
export function remembering<Answer>(
  answer: (text: string) => Answer,
  most = 10_000,
): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const fresh = answer(text);
    known.set(text, fresh);
    return fresh;
  };
}

/** A function of an object that makes its answer once, and keeps it as long as the object lives. */
export function once<Subject extends object, Answer>(
  make: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, Answer>();
  return (subject) => {
    const found = known.get(subject);
    if (found !== undefined) return found;
    const fresh = make(subject);
    known.set(subject, fresh);
    return fresh;
  };
}
