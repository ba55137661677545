// How long a store is waited for. Nothing is called off: a late answer is let go, and a late failure is ignored.

import { ObjectStoreError, type StoreName } from './object-store.ts';

/** @throws ObjectStoreError `unavailable` when the time is over. */
export async function within<T>(answer: Promise<T>, timeoutMs: number, store: StoreName): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      answer.then(discardAnswer, () => {});
      reject(new ObjectStoreError(store, 'unavailable', 'slow', { facts: { code: 'slow' } }));
    }, timeoutMs);
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** A body nobody reads holds one of the few connections an invocation has. */
function discardAnswer(answer: unknown): void {
  const { body } = (answer ?? {}) as { readonly body?: ReadableStream };
  body?.cancel().catch(() => {});
}
