// What a room has sent some time ago, so that a client is judged by what it had time to acknowledge. A room that slept has forgotten it.

/** Clients acknowledge every few seconds. */
export const acknowledgedWithinMs = 15_000;

export interface SentBefore {
  /** Events up to this one are being sent. */
  note(seq: number, nowMs: number): void;
  /** The last event that should be acknowledged by now; 0: none. */
  dueAt(nowMs: number): number;
  /** The numbers begin anew. */
  forget(): void;
}

export function createSentBefore(): SentBefore {
  let waiting: { readonly seq: number; readonly atMs: number }[] = [];
  let due = 0;
  return {
    note: (seq, nowMs) => void waiting.push({ seq, atMs: nowMs }),
    dueAt(nowMs) {
      const isDue = ({ atMs }: { readonly atMs: number }) => atMs <= nowMs - acknowledgedWithinMs;
      due = waiting.findLast(isDue)?.seq ?? due;
      waiting = waiting.filter((sent) => !isDue(sent));
      return due;
    },
    forget() {
      waiting = [];
      due = 0;
    },
  };
}
