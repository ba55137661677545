import { expect, it, vi } from 'vitest';
import { type BodyEnd, timeBody } from '../../../src/objects/stores/timed-body.ts';

/** A body with these chunks, then `after`. */
function aBody(chunks: readonly string[], after: 'close' | 'error' | 'silence', onCancel = () => {}) {
  const left = chunks.map((chunk) => new TextEncoder().encode(chunk));
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = left.shift();
      if (next !== undefined) return controller.enqueue(next);
      if (after === 'close') return controller.close();
      if (after === 'error') return controller.error(new Error('reset'));
      return new Promise(() => {});
    },
    cancel: onCancel,
  });
}

it.each<[string, ReturnType<typeof aBody>, number | null, string, BodyEnd]>([
  ['is complete', aBody(['a', 'b'], 'close'), 60_000, 'ab', 'complete'],
  ['has no time limit', aBody(['a', 'b'], 'close'), null, 'ab', 'complete'],
  ['is empty', aBody([], 'close'), 60_000, '', 'complete'],
  ['breaks', aBody(['a'], 'error'), 60_000, 'Error: reset', 'broken'],
  ['stops in the middle', aBody(['a'], 'silence'), 20, 'Error: the body is too slow', 'timed out'],
])('a body that %s ends once, and its reader gets the outcome', async (_, body, timeoutMs, read, end) => {
  const ends: BodyEnd[] = [];
  const { stream, allow } = timeBody(body, timeoutMs, (how) => ends.push(how));
  expect(await new Response(stream).text().catch(String)).toBe(read);
  allow(1);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ends).toEqual([end]);
});

it('a body that is too slow is cancelled at its source, even without a reader', async () => {
  const cancel = vi.fn();
  timeBody(aBody(['a'], 'silence', cancel), 10);
  await expect.poll(() => cancel.mock.calls.length).toBe(1);
});

it('the time limit of a body can be extended, and a cancelled reader cancels it', async () => {
  const cancel = vi.fn();
  const ends: BodyEnd[] = [];
  const { stream, allow } = timeBody(aBody(['a'], 'silence', cancel), 60_000, (how) => ends.push(how));
  allow(null);
  await stream.cancel();
  expect([ends, cancel.mock.calls.length]).toEqual([['cancelled'], 1]);
});
