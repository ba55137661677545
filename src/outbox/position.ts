// Where a reader stands in the events of a tournament: one value of two parts, so that a number of another numbering is never taken for
// the same event. A restore of the database begins a new epoch.

export interface Position {
  /** '0' before the first event. */
  readonly epoch: string;
  /** The last event that the reader has; 0 before the first. */
  readonly seq: number;
}

/** The largest `integer` of Postgres. */
export const seqMax = 2_147_483_647;

export const positionPattern = /^[0-9a-f]{1,16}:(?:0|[1-9]\d{0,9})$/;

export function formatPosition({ epoch, seq }: Position): string {
  return `${epoch}:${seq}`;
}

/** null for every other text. */
export function parsePosition(text: string): Position | null {
  if (!positionPattern.test(text)) return null;
  const [epoch = '', seq] = text.split(':');
  return Number(seq) > seqMax ? null : { epoch, seq: Number(seq) };
}
