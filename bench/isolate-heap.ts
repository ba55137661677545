// What an isolate holds, asked over its inspector (Chrome DevTools Protocol): JavaScript objects, and what buffers and
// WebAssembly memories hold beside them. That sum is what Cloudflare's limit of 128 MB is about.

import { setTimeout as sleep } from 'node:timers/promises';

export interface IsolateHeap {
  readonly objectsMib: number;
  readonly buffersMib: number;
}

interface Reply {
  readonly id?: number;
  readonly result?: { readonly usedSize: number; readonly backingStorageSize: number };
}

/** After a collection: what is alive. `port` is Miniflare's `inspectorPort`. */
export async function readLiveHeap(port: number): Promise<IsolateHeap> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[];
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  const ask = (id: number, method: string) =>
    new Promise<Reply>((resolve) => {
      socket.addEventListener('message', ({ data }) => {
        const reply = JSON.parse(String(data)) as Reply;
        if (reply.id === id) resolve(reply);
      });
      socket.send(JSON.stringify({ id, method }));
    });
  await ask(1, 'HeapProfiler.enable');
  // workerd collects, and says nothing.
  ask(2, 'HeapProfiler.collectGarbage');
  await sleep(500);
  const { result } = await ask(3, 'Runtime.getHeapUsage');
  socket.close();
  const mib = (bytes = 0) => bytes / 1024 / 1024;
  return { objectsMib: mib(result?.usedSize), buffersMib: mib(result?.backingStorageSize) };
}
