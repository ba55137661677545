// Measures the live memory of an isolate: JavaScript objects plus buffers and WebAssembly memory. Cloudflare limits the sum to
// 128 MB.

import { setTimeout as sleep } from 'node:timers/promises';
import { openInspector } from '../bed/inspector.ts';

export interface IsolateHeap {
  readonly objectsMib: number;
  readonly buffersMib: number;
}

interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

/** Live memory after a garbage collection. `port` is Miniflare's `inspectorPort`. */
export async function readLiveHeap(port: number): Promise<IsolateHeap> {
  const inspector = await openInspector(port);
  await inspector.ask('HeapProfiler.enable');
  // workerd collects garbage but sends no confirmation.
  inspector.ask('HeapProfiler.collectGarbage');
  await sleep(500);
  const { usedSize, backingStorageSize } = await inspector.ask<HeapUsage>('Runtime.getHeapUsage');
  inspector.close();
  const mib = (bytes: number) => bytes / 1024 / 1024;
  return { objectsMib: mib(usedSize), buffersMib: mib(backingStorageSize) };
}
