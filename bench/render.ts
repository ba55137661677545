// `npm run bench:render`: milliseconds and bytes of drawing one certificate in workerd, cold and warm, timed from outside.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

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

async function time(step: string, count: number): Promise<{ ms: number; sizeBytes: number }> {
  const start = performance.now();
  const response = await fetch(`${url}?step=${step}&count=${count}`);
  const { sizeBytes } = (await response.json()) as { sizeBytes: number };
  return { ms: performance.now() - start, sizeBytes };
}

for (const [step, count] of [
  ['layout', 200],
  ['pdf', 50],
  ['png', 20],
] as const) {
  const cold = await time(step, 1);
  await time(step, count);
  const rounds = [await time(step, count), await time(step, count), await time(step, count)].map(
    ({ ms }) => ms / count,
  );
  const warmMs = rounds.toSorted((a, b) => a - b)[1] ?? Number.NaN;
  console.log(
    `${step}: first ${cold.ms.toFixed(0)} ms, then ${warmMs.toFixed(1)} ms each, ${cold.sizeBytes} ${step === 'layout' ? 'items' : 'bytes'}`,
  );
}
await miniflare.dispose();
rmSync(folder, { recursive: true, force: true });
