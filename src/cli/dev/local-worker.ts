// Runs the built Worker with the bindings of wrangler.toml, so that what runs here cannot drift from what is deployed.

import { createWriteStream, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWranglerOptions } from 'wrangler';
import type { S3Config } from '../../objects/stores/s3.ts';
import { portTaken } from './check-port.ts';
import { repositoryFolder } from './home-folder.ts';

export interface LocalWorkerOptions {
  /** Made by buildWorker. */
  readonly buildFolder: string;
  /** R2 objects, Durable Object storage and queues. */
  readonly stateFolder: string;
  readonly logFile: string;
  readonly port: number;
  /** Where debuggers may attach (Chrome DevTools Protocol); absent or null: nowhere. */
  readonly inspectorPort?: number | null;
  /** With which commands reach the R2 buckets from outside, by R2's S3 endpoint. */
  readonly r2Access: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Variables and secrets, over those of wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface LocalWorker {
  readonly url: string;
  /** The same Worker without Miniflare's own before it, which costs more than the Worker does; no assets there. */
  readonly ownSocketUrl: string;
  readonly r2: S3Config;
  /** What Cloudflare's timetable would do; Miniflare has no clock. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}

export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const { workerOptions, main = '' } = readWranglerOptions(join(repositoryFolder, 'wrangler.toml'));
  const buckets = workerOptions.r2Buckets as unknown as R2Buckets;
  const entry = `${basename(main, extname(main))}.js`;
  const log = createWriteStream(options.logFile);
  log.on('error', () => {});
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: options.port,
      ...(options.inspectorPort ? { inspectorPort: options.inspectorPort } : {}),
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
          r2Buckets: openR2Buckets(buckets, options.r2Access),
          bindings: { ...(workerOptions.bindings as Record<string, string>), ...options.variables },
        },
        // A Worker with assets has Miniflare's own code before its socket: only another's leads straight to it.
        {
          name: 'own-socket',
          modules: true,
          script: 'export default {}',
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, serviceName: 'laurel' }],
        },
      ],
    }),
  );
  const url = await waitForPort(miniflare, options.port);
  return {
    url: url.origin,
    ownSocketUrl: (await miniflare.unsafeGetDirectURL('own-socket')).origin,
    r2: {
      ...options.r2Access,
      endpoint: `${url.origin}/cdn-cgi/local/r2/s3`,
      bucket: buckets.CERTIFICATES.id,
      region: 'auto',
    },
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

function openR2Buckets(buckets: R2Buckets, s3Credentials: LocalWorkerOptions['r2Access']) {
  return Object.fromEntries(Object.entries(buckets).map(([binding, { id }]) => [binding, { id, s3Credentials }]));
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

/** As wrangler reads them from wrangler.toml. */
type R2Buckets = Readonly<Record<'CERTIFICATES', { readonly id: string }>>;

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
