// The Worker bundle of a deployment.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { WorkerBuild } from '../../../src/cli/dev/build-worker.ts';
import { workerBuild } from '../../support/laurels/worker-build.ts';

/** Cloudflare's limit on the free plan, compressed. */
const limitKib = 3 * 1024;

let build: WorkerBuild;
let script: string;

beforeAll(async () => {
  build = await workerBuild();
  script = readFileSync(join(build.folder, 'worker.js'), 'utf8');
});

it('wrangler deploy --dry-run succeeds, and the bundle fits the limit of the free plan', () => {
  console.log(`Worker bundle: ${build.gzipKib} KiB gzip`);
  expect(build.gzipKib).toBeLessThan(limitKib);
});

it('fonts, HarfBuzz and resvg are separate files that are imported lazily', () => {
  const files = readdirSync(build.folder).filter((name) => /\.(ttf|wasm)$/.test(name));
  expect(files).toHaveLength(5);
  for (const file of files) {
    expect(script).toContain(`import("./${file}")`);
    expect(script).not.toMatch(new RegExp(`^import .*${file}`, 'm'));
  }
});

it('the drawing code is initialized on first use', () => {
  expect(script).toMatch(/init_render_certificate\s*=\s*__esm\(/);
  expect(script).toMatch(/\(\)\s*=>\s*\(init_render_certificate\(\),\s*render_certificate_exports\)/);
});

it('the bundle holds nothing twice and nothing that no request needs', () => {
  // A comment before each module names its file.
  const files = script.match(/^\/\/ \S*\/\S+$/gm) ?? [];
  expect(files.length).toBeGreaterThan(1000);
  const found = (pattern: RegExp) => files.filter((file) => pattern.test(file));
  expect(found(/openapi\.json/), 'the API document is an asset').toEqual([]);
  expect(found(/zod\/v4\/locales\/(?!en\.js)/), "`import * as z from 'zod'` leaves out other languages").toEqual([]);
  expect(found(/pako\/lib\/deflate\.js/), '`overrides` of package.json').toHaveLength(1);
});
