// A body that ends in time: with its last byte, with an error once its time is over, or when its reader lets it go.

export type BodyEnd = 'whole' | 'broken' | 'late' | 'let go';

export interface TimedBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Gives it this long from now; null: for ever. Nothing happens once it has ended. */
  allow(timeoutMs: number | null): void;
}

/**
 * The timer ends with the body: an isolate on Cloudflare may have 10,000 timers, and a check of many objects would leave one
 * for each. The source is cancelled, not aborted: an abort also rejects promises inside the runtime that nobody handles.
 */
export function timeBody(
  source: ReadableStream<Uint8Array>,
  timeoutMs: number | null,
  onEnd: (end: BodyEnd) => void = () => {},
): TimedBody {
  const reader = source.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;
  let fail: (error: Error) => void = () => {};
  const settle = (end: BodyEnd): boolean => {
    if (hasEnded) return false;
    hasEnded = true;
    clearTimeout(timer);
    onEnd(end);
    return true;
  };
  const allow = (ms: number | null) => {
    clearTimeout(timer);
    if (!hasEnded && ms !== null) timer = setTimeout(giveUp, ms);
  };
  const giveUp = () => {
    settle('late');
    fail(new Error('the body is too slow'));
    reader.cancel().catch(() => {});
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = (error) => controller.error(error);
      },
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (hasEnded) return;
          if (!done) return controller.enqueue(value);
          settle('whole');
          controller.close();
        } catch (error) {
          if (settle('broken')) controller.error(error);
        }
      },
      async cancel(reason) {
        settle('let go');
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  allow(timeoutMs);
  return { stream, allow };
}
