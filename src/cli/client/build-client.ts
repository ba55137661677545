// `npm run build:client`: makes the package `@laurel/client` and packs it.

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import packageJson from '../../../package.json' with { type: 'json' };
import { repositoryFolder } from '../dev/home-folder.ts';
import { trackChild, waitForEnd } from '../process/child-processes.ts';

export interface ClientPackage {
  readonly folder: string;
  /** For `npm install`. */
  readonly tarball: string;
  readonly gzipBytes: number;
}

const source = join(repositoryFolder, 'src/client');

/** Replaces the folder. */
export async function buildClient(folder: string): Promise<ClientPackage> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const script = join(folder, 'index.js');
  await build({
    entryPoints: [join(source, 'index.ts')],
    outfile: script,
    bundle: true,
    minify: true,
    sourcemap: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    logLevel: 'silent',
  });
  await run(process.execPath, [
    join(repositoryFolder, 'node_modules/typescript/bin/tsc'),
    ...['-p', source, '--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', join(folder, 'types')],
  ]);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  copyFileSync(join(repositoryFolder, 'docs/client.md'), join(folder, 'README.md'));
  copyFileSync(join(repositoryFolder, 'LICENSE'), join(folder, 'LICENSE'));
  await run('npm', ['pack', '--silent'], folder);
  const tarball = join(folder, `laurel-client-${packageJson.version}.tgz`);
  return { folder, tarball, gzipBytes: gzipSync(readFileSync(script)).byteLength };
}

function manifest() {
  return {
    name: '@laurel/client',
    version: packageJson.version,
    description: 'Typed client of Laurel, for browsers, Node, Deno and Workers.',
    license: packageJson.license,
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: './types/index.d.ts', default: './index.js' } },
    types: './types/index.d.ts',
    files: ['index.js', 'index.js.map', 'types'],
    engines: { node: '>=20' },
  };
}

async function run(command: string, args: readonly string[], cwd = repositoryFolder): Promise<void> {
  const child = trackChild(spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }));
  const { code, output } = await waitForEnd(child);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}

if (import.meta.main) {
  const { tarball, gzipBytes } = await buildClient(join(repositoryFolder, 'dist/client'));
  console.log(`${tarball} (${(gzipBytes / 1024).toFixed(1)} KiB gzip in the browser)`);
}
