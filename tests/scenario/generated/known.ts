/** For tests: what browsers do unlike the model, and nobody has found out why. Each is bound to what it is about. */

/** One field of an exchange, as it was seen and predicted. */
export interface FieldOfExchange {
  readonly column: string;
  readonly field: string;
  readonly seen: unknown;
  readonly predicted: unknown;
}

interface KnownDifference extends FieldOfExchange {
  readonly because: string;
}

/** The column is an engine: every policy of it counts. */
const knownDifferences: readonly KnownDifference[] = [
  {
    column: 'firefox',
    field: 'origin',
    seen: 'null',
    predicted: null,
    because: 'Firefox sends Origin: null with some GET requests of documents of an opaque origin.',
  },
  {
    column: 'webkit',
    field: 'storageAccess',
    seen: 'denied',
    predicted: 'granted',
    because:
      'hasStorageAccess() is false in some third-party frames of WebKitGTK, although cookies go along that were set before.',
  },
];

export const isKnown = (one: FieldOfExchange): boolean =>
  knownDifferences.some(
    ({ column, field, seen, predicted }) =>
      column === one.column.split(':')[0] &&
      field === one.field &&
      seen === one.seen &&
      predicted === one.predicted,
  );
