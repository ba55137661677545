// Hands items on in batches, one at a time: what comes while a batch is under way goes together in the next one.

/** `rest`: what to wait for between two batches. @returns the outcome of the batch in which the items went. */
export function createBatches<T, R>(
  send: (items: readonly T[]) => Promise<R>,
  rest: () => Promise<unknown> = async () => {},
): (items: readonly T[]) => Promise<R> {
  let waiting: T[] = [];
  let next: Promise<R> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const sendWaiting = () => {
    const batch = waiting;
    waiting = [];
    next = null;
    return send(batch);
  };
  return (items) => {
    waiting.push(...items);
    if (next === null) {
      next = last.then(sendWaiting);
      last = next.then(rest, rest);
    }
    return next;
  };
}
