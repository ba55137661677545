// `npm run bench:render`: what drawing a certificate costs in workerd, step by step: milliseconds cold and warm, CPU, memory.
// Timed from outside.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { findChildren, readUsage } from './process-usage.ts';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'laurel-render-'));
const types = { '.ttf': 'Data', '.wasm': 'CompiledWasm' } as const;

const words = ['deploy', '--config', 'bench/render.toml', '--dry-run', '--outdir', folder];
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
execFileSync(join(root, 'node_modules/.bin/wrangler'), words, { cwd: root, stdio: 'pipe', env });

const files = readdirSync(folder).flatMap((name) => {
  const type = types[extname(name) as keyof typeof types];
  return type === undefined ? [] : [{ type, path: join(folder, name) }];
});
const modules = [{ type: 'ESModule' as const, path: join(folder, 'render-worker.js') }, ...files];
const worker = { modulesRoot: folder, modules, compatibilityDate: '2026-11-01', compatibilityFlags: ['nodejs_compat'] };
const miniflare = new Miniflare(convertV4MiniflareOptions({ name: 'render', cf: false, ...worker }));
const url = (await miniflare.ready).href;

async function time(step: string, count: number) {
  const [pid = 0] = findChildren('workerd');
  const [before, start] = [readUsage(pid), performance.now()];
  const response = await fetch(`${url}?step=${step}&count=${count}`);
  const { size } = (await response.json()) as { size: number };
  const after = readUsage(pid);
  return { ms: performance.now() - start, cpuMs: after.cpuMs - before.cpuMs, size, residentMib: after.residentMib };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

await fetch(`${url}?step=none&count=0`);
const idle = readUsage(findChildren('workerd')[0] ?? 0);
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

const long = await time('whole', 1000);
const { residentMib, peakMib } = readUsage(findChildren('workerd')[0] ?? 0);
console.log(
  `1,000 whole certificates in one request: ${(long.ms / 1000).toFixed(1)} s; workerd grew from ${idle.residentMib.toFixed(0)} MiB ` +
    `(fonts loaded, nothing drawn) to ${residentMib.toFixed(0)} MiB, ${peakMib.toFixed(0)} MiB at most`,
);
await miniflare.dispose();
rmSync(folder, { recursive: true, force: true });
