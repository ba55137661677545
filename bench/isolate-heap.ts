// What an isolate holds: JavaScript objects, and what buffers and WebAssembly memories hold beside them. That sum is what
// Cloudflare's limit of 128 MB is about.

import { setTimeout as sleep } from 'node:timers/promises';
import { openInspector } from './harness/inspector.ts';

export interface IsolateHeap {
  readonly objectsMib: number;
  readonly buffersMib: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** After a collection: what is alive. `port` is Miniflare's `inspectorPort`. */
export async function readLiveHeap(port: number): Promise<IsolateHeap> {
  const inspector = await openInspector(port);
  await inspector.ask('HeapProfiler.enable');
  // workerd collects, and says nothing.
  inspector.ask('HeapProfiler.collectGarbage');
  await sleep(500);
  const { usedSize, backingStorageSize } = await inspector.ask<HeapUsage>('Runtime.getHeapUsage');
  inspector.close();
  const mib = (bytes: number) => bytes / 1024 / 1024;
  return { objectsMib: mib(usedSize), buffersMib: mib(backingStorageSize) };
}
