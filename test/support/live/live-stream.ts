// Server-sent events of a live room from inside of workerd, with their ids.

import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import type { TestFrame } from './live-socket.ts';

/** `path` from the root. */
export async function openStream(path: string, headers: Record<string, string> = {}) {
  const response = await exports.default.fetch(`https://laurel.test${path}`, {
    headers: { accept: 'text/event-stream', ...headers },
  });
  const frames: (TestFrame & { readonly id: string })[] = [];
  const reader = response.ok ? response.body?.getReader() : undefined;
  const reading = (async () => {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done || value === undefined) return;
      text += decoder.decode(value, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const part of parts) {
        const fields = Object.fromEntries(part.split('\n').map((line) => line.split(/: (.*)/s, 2))) as Record<
          string,
          string
        >;
        if (fields.data !== undefined) frames.push({ ...JSON.parse(fields.data), id: fields.id });
      }
    }
  })();
  reading.catch(() => {});
  const until = (count: number) =>
    expect.poll(() => frames.length, { interval: 10, timeout: 5000 }).toBeGreaterThanOrEqual(count);
  const seqs = () =>
    frames.flatMap(({ event, events }) => events ?? (event === undefined ? [] : [event])).map(({ seq }) => seq);
  return { response, frames, until, seqs, close: async () => reader?.cancel().catch(() => {}) };
}
