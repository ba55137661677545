// Builds and runs a Worker of the benches: `<path>.toml` describes it, `<path>-worker.ts` is its code.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

const root = new URL('../..', import.meta.url).pathname;
const types = { '.ttf': 'Data', '.wasm': 'CompiledWasm' } as const;

export interface BuiltWorker {
  /** Ends with a slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** `inspectorPort` enables heap measurements. */
export async function startBuiltWorker(
  path: 'drawing/render' | 'engine/swiss',
  options: { readonly inspectorPort?: number } = {},
): Promise<BuiltWorker> {
  const name = basename(path);
  const folder = mkdtempSync(join(tmpdir(), `laurel-${name}-`));
  const args = ['deploy', '--config', `bench/${path}.toml`, '--dry-run', '--outdir', folder];
  const env = { ...process.env, WRANGLER_SEND_METRICS: 'false' };
  execFileSync(join(root, 'node_modules/.bin/wrangler'), args, { cwd: root, stdio: 'pipe', env });
  const files = readdirSync(folder).flatMap((file) => {
    const type = types[extname(file) as keyof typeof types];
    return type === undefined ? [] : [{ type, path: join(folder, file) }];
  });
  const modules = [{ type: 'ESModule' as const, path: join(folder, `${name}-worker.js`) }, ...files];
  const worker = {
    modulesRoot: folder,
    modules,
    compatibilityDate: '2026-11-01',
    compatibilityFlags: ['nodejs_compat'],
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ name, cf: false, ...options, ...worker }));
  return {
    url: (await miniflare.ready).href,
    async stop() {
      await miniflare.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
