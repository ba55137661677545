// A timeout for an answer of a store. The request is not aborted: a late answer is discarded, a late failure ignored.

import { ObjectStoreError, type StoreName } from './object-store.ts';

/** @throws ObjectStoreError `unavailable` after the timeout. */
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

/** An unread body would occupy one of the few connections of an invocation. */
function discardAnswer(answer: unknown): void {
  const { body } = (answer ?? {}) as { readonly body?: ReadableStream };
  body?.cancel().catch(() => {});
}
