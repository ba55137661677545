// Runs the built Worker with the bindings of wrangler.toml, so that what runs here cannot drift from what is deployed.

import { createWriteStream, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWranglerOptions } from 'wrangler';
import { portTaken } from './check-port.ts';
import { repositoryFolder } from './home-folder.ts';

export interface LocalWorkerOptions {
  /** Made by buildWorker. */
  readonly buildFolder: string;
  /** R2 objects, Durable Object storage and queues. */
  readonly stateFolder: string;
  readonly logFile: string;
  readonly port: number;
  /** Variables and secrets, over those of wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface LocalWorker {
  readonly url: string;
  /** What Cloudflare's timetable would do; Miniflare has no clock. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const { workerOptions, main = '' } = readWranglerOptions(join(repositoryFolder, 'wrangler.toml'));
  const entry = `${basename(main, extname(main))}.js`;
  const log = createWriteStream(options.logFile);
  log.on('error', () => {});
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      cf: false,
      log: new Log(LogLevel.NONE),
      logRequests: false,
      handleStructuredLogs: ({ level, message }) => log.write(`${new Date().toISOString()} ${level} ${message}\n`),
      resourcePersistencePath: options.stateFolder,
      workers: [
        {
          ...workerOptions,
          name: 'laurel',
          modulesRoot: options.buildFolder,
          modules: listModules(options.buildFolder, entry, workerOptions.modulesRules ?? []),
          bindings: { ...(workerOptions.bindings as Record<string, string>), ...options.variables },
        },
      ],
    }),
  );
  const url = await waitForPort(miniflare, options.port);
  return {
    url: url.origin,
    async tick() {
      const worker = (await miniflare.getWorker()) as unknown as Scheduled;
      await worker.scheduled({ cron: '* * * * *', scheduledTime: new Date() });
    },
    async stop() {
      await miniflare.dispose();
      log.end();
    },
  };
}

/** Miniflare's own type of a worker leaves this out. */
interface Scheduled {
  scheduled(event: { cron: string; scheduledTime: Date }): Promise<unknown>;
}

async function waitForPort(miniflare: Miniflare, port: number): Promise<URL> {
  try {
    return await miniflare.ready;
  } catch (error) {
    await miniflare.dispose();
    if ((error as { code?: unknown }).code === 'ERR_ADDRESS_IN_USE') throw portTaken(port);
    throw error;
  }
}

type Rules = readonly { readonly type: ModuleType; readonly include: readonly string[] }[];
type ModuleType = Extract<V4WorkerOptions, { modules: readonly object[] }>['modules'][number]['type'];

/** The entry first; the other files by wrangler's rules; source maps and the like are no modules. */
function listModules(folder: string, entry: string, rules: Rules): { type: ModuleType; path: string }[] {
  const modules: { type: ModuleType; path: string }[] = [{ type: 'ESModule', path: join(folder, entry) }];
  for (const name of readdirSync(folder)) {
    const rule = rules.find(({ include }) => include.some((glob) => name.endsWith(glob.replace('**/*', ''))));
    if (rule) modules.push({ type: rule.type, path: join(folder, name) });
  }
  return modules;
}
