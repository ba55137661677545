// What a live connection brings, whichever way it comes.

import type { Match, Tournament, TournamentEvent } from '../api-types.ts';

export type LiveFrame =
  | {
      readonly type: 'welcome' | 'resync';
      readonly epoch: string;
      readonly seq: number;
      /** The last event that comes at once. */
      readonly upTo: number;
      readonly recovered: boolean;
      readonly snapshot?: Tournament | Match;
      readonly heartbeatMs: number;
      readonly endsAt?: string;
    }
  /** `after`: what must be there before. */
  | { readonly type: 'event'; readonly event: TournamentEvent; readonly after?: number }
  | { readonly type: 'events'; readonly events: readonly TournamentEvent[]; readonly after: number }
  | { readonly type: 'authenticated'; readonly endsAt?: string }
  | { readonly type: 'presence'; readonly sockets: number }
  | { readonly type: 'pong' }
  | { readonly type: 'error'; readonly code: string; readonly reason?: string };

/** The data of server-sent events, from the bytes of their stream. Comments are null: they show that the connection is alive. */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<string | null> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = block.split('\n').filter((line) => line.startsWith('data: '));
        yield data.length === 0 ? null : data.map((line) => line.slice(6)).join('\n');
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
