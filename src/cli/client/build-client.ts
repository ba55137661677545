// `npm run build:client`: makes the package `@laurel/client` and packs it.

import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import packageJson from '../../../package.json' with { type: 'json' };
import { repositoryFolder } from '../dev/home-folder.ts';
import { trackChild, waitForEnd } from '../process/child-processes.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';

export interface ClientPackage {
  readonly folder: string;
  /** For `npm install`. */
  readonly tarball: string;
  readonly gzipBytes: number;
  /** Of `@laurel/client/live`. */
  readonly liveGzipBytes: number;
}

const source = join(repositoryFolder, 'src/client');

/** Replaces the folder. */
export async function buildClient(folder: string): Promise<ClientPackage> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [script, live] = [join(folder, 'index.js'), join(folder, 'live.js')];
  await build({
    entryPoints: { index: join(source, 'index.ts'), live: join(source, 'live/index.ts') },
    outdir: folder,
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
  const gzipBytes = (path: string) => gzipSync(readFileSync(path)).byteLength;
  return { folder, tarball, gzipBytes: gzipBytes(script), liveGzipBytes: gzipBytes(live) };
}

function manifest() {
  return {
    name: '@laurel/client',
    version: packageJson.version,
    description: 'Typed client of Laurel, for browsers, Node, Deno and Workers.',
    license: packageJson.license,
    type: 'module',
    sideEffects: false,
    exports: {
      '.': { types: './types/index.d.ts', default: './index.js' },
      './live': { types: './types/live/index.d.ts', default: './live.js' },
    },
    types: './types/index.d.ts',
    files: ['index.js', 'index.js.map', 'live.js', 'live.js.map', 'types'],
    engines: { node: '>=20' },
  };
}

async function run(command: string, args: readonly string[], cwd = repositoryFolder): Promise<void> {
  const child = trackChild(spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] }));
  const { code, output } = await waitForEnd(child);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}`);
}

const help = `Usage: npm run build:client

Makes the package @laurel/client in dist/client and packs it. Prints the path of the tarball. Takes no options.
`;

if (import.meta.main) {
  await runCommand(async () => {
    parseCommandLine(process.argv.slice(2), { command: 'npm run build:client', help, options: {} });
    const { tarball, gzipBytes, liveGzipBytes } = await buildClient(join(repositoryFolder, 'dist/client'));
    const kib = (bytes: number) => (bytes / 1024).toFixed(1);
    console.log(`${tarball} (${kib(gzipBytes)} KiB gzip in the browser, live part ${kib(liveGzipBytes)})`);
  });
}
