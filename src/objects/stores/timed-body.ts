// A response body with a time limit: it ends with its last byte, with an error at the timeout, or when its reader cancels it.

export type BodyEnd = 'complete' | 'broken' | 'timed out' | 'cancelled';

export interface TimedBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Sets the time limit, counted from now; null: none. Has no effect after the end. */
  allow(timeoutMs: number | null): void;
}

/**
 * The timer is cleared at the end of the body: an isolate on Cloudflare may have 10,000 timers, and a check reads many objects. The
 * source is cancelled, not aborted: an abort also rejects promises inside the runtime that have no handler.
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
    settle('timed out');
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
          settle('complete');
          controller.close();
        } catch (error) {
          if (settle('broken')) controller.error(error);
        }
      },
      async cancel(reason) {
        settle('cancelled');
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  allow(timeoutMs);
  return { stream, allow };
}
