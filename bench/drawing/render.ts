// `npm run bench:render`: measures the drawing of a certificate in workerd, per step: cold and warm time, CPU and memory. Measured from
// outside.

import { findFreePort } from '../../src/cli/dev/free-port.ts';
import { median } from '../acts/requests.ts';
import { findLargest, readUsage } from '../bed/process-usage.ts';
import { readOptions } from '../harness/options.ts';
import { startDrawingWorker } from './drawing-worker.ts';
import { type IsolateHeap, readLiveHeap } from './isolate-heap.ts';

readOptions({});

const inspectorPort = await findFreePort();
const { url, stop } = await startDrawingWorker({ inspectorPort });

async function time(step: string, count: number) {
  const pid = findLargest('workerd');
  const [before, start] = [readUsage(pid), performance.now()];
  const response = await fetch(`${url}?step=${step}&count=${count}`);
  const { size } = (await response.json()) as { size: number };
  const after = readUsage(pid);
  return { ms: performance.now() - start, cpuMs: after.cpuMs - before.cpuMs, size, residentMib: after.residentMib };
}

await fetch(`${url}?step=none&count=0`);
const idle = readUsage(findLargest('workerd'));
for (const [step, count] of [
  ['shape', 2000],
  ['layout', 200],
  ['pdf', 100],
  ['png', 20],
  ['whole', 20],
] as const) {
  const cold = await time(step, 1);
  await time(step, count);
  const rounds = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await time(step, count));
  const warmMs = median(rounds.map(({ ms }) => ms / count));
  const cpuMs = median(rounds.map((round) => round.cpuMs / count));
  const unit = { shape: 'clusters', layout: 'items' }[step as string] ?? 'bytes';
  console.log(
    `${step}: first ${cold.ms.toFixed(1)} ms, then ${warmMs.toFixed(2)} ms each (CPU ${cpuMs.toFixed(2)} ms), ${cold.size} ${unit}`,
  );
}

const heapText = ({ objectsMib, buffersMib }: IsolateHeap) =>
  `${objectsMib.toFixed(1)} MiB of objects, ${buffersMib.toFixed(1)} MiB of buffers and WebAssembly`;
const sumOf = ({ objectsMib, buffersMib }: IsolateHeap) => objectsMib + buffersMib;

/** Polls while `work` runs. @returns the peak of live memory. */
async function watchHeap(work: Promise<unknown>): Promise<IsolateHeap> {
  let isDone = false;
  const end = work.finally(() => {
    isDone = true;
  });
  let most = await readLiveHeap(inspectorPort);
  while (!isDone) {
    const now = await readLiveHeap(inspectorPort);
    if (sumOf(now) > sumOf(most)) most = now;
  }
  await end;
  return most;
}

console.log(`live memory before: ${heapText(await readLiveHeap(inspectorPort))}`);
const work = time('whole', 1000);
const most = await watchHeap(work);
console.log(
  `1,000 certificates in one request: ${((await work).ms / 1000).toFixed(1)} s; peak live memory: ${heapText(most)}, ` +
    `${sumOf(most).toFixed(1)} of the 128 MB limit of a Worker; live memory after: ${heapText(await readLiveHeap(inspectorPort))}`,
);
const { residentMib, peakMib } = readUsage(findLargest('workerd'));
console.log(
  `workerd process, resident: ${idle.residentMib.toFixed(0)} MiB before, ${residentMib.toFixed(0)} MiB after, ${peakMib.toFixed(0)} MiB peak`,
);
await stop();
