// Builds and runs a Worker that only draws certificates, for the bench and for tests that read the files in Node.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

const root = new URL('..', import.meta.url).pathname;
const types = { '.ttf': 'Data', '.wasm': 'CompiledWasm' } as const;

export interface DrawingWorker {
  /** Ends with a slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** `inspectorPort` enables heap measurements. */
export async function startDrawingWorker(options: { readonly inspectorPort?: number } = {}): Promise<DrawingWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-drawing-'));
  const args = ['deploy', '--config', 'bench/render.toml', '--dry-run', '--outdir', folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
  execFileSync(join(root, 'node_modules/.bin/wrangler'), args, { cwd: root, stdio: 'pipe', env });
  const files = readdirSync(folder).flatMap((name) => {
    const type = types[extname(name) as keyof typeof types];
    return type === undefined ? [] : [{ type, path: join(folder, name) }];
  });
  const modules = [{ type: 'ESModule' as const, path: join(folder, 'render-worker.js') }, ...files];
  const worker = {
    modulesRoot: folder,
    modules,
    compatibilityDate: '2026-11-01',
    compatibilityFlags: ['nodejs_compat'],
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ name: 'render', cf: false, ...options, ...worker }));
  return {
    url: (await miniflare.ready).href,
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
