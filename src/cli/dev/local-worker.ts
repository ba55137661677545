// Runs the built Worker with the bindings of wrangler.toml, so that local and deployed Workers have the same bindings.

import { createWriteStream, readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from 'miniflare';
import type { S3Config } from '../../objects/stores/s3.ts';
import { portTaken } from './check-port.ts';
import { readWranglerOptions } from './wrangler-options.ts';

export interface LocalWorkerOptions {
  /** Output of buildWorker. */
  readonly buildFolder: string;
  /** R2 objects, Durable Object storage and queues. */
  readonly stateFolder: string;
  readonly logFile: string;
  readonly port: number;
  /** Port of the Chrome DevTools Protocol; absent or null: disabled. */
  readonly inspectorPort?: number | null;
  /** How long a message of the queue waits for others to come; absent: as in wrangler.toml. */
  readonly queueWaitSeconds?: number;
  /** Credentials for R2's S3 endpoint, which commands use. */
  readonly r2Access: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Variables and secrets; they override those in wrangler.toml. */
  readonly variables: Readonly<Record<string, string>>;
  /** Absent: the build is that of wrangler.toml. */
  readonly variants?: WorkerVariants;
}

/** Of a bench: several forms of the Worker in one isolate. */
export interface WorkerVariants {
  /** The file that was built. */
  readonly main: string;
  /** Each has a direct socket. */
  readonly entryPoints: readonly string[];
  /** Classes by binding, beside those of wrangler.toml. */
  readonly durableObjects: Readonly<Record<string, string>>;
}

export interface LocalWorker {
  readonly url: string;
  /** Bypasses Miniflare's entry Worker, which uses more CPU than Laurel does. Serves no assets. */
  readonly ownSocketUrl: string;
  /** By name of the entry point. */
  readonly variantUrls: Readonly<Record<string, string>>;
  readonly r2: S3Config;
  /** Runs the cron trigger; Miniflare has no scheduler. */
  tick(): Promise<void>;
  /** Resolves, with a sentence, when the process ends. Never for workerd, which Miniflare starts again. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

export async function startLocalWorker(options: LocalWorkerOptions): Promise<LocalWorker> {
  const { workerOptions, queueConsumers, main: ownMain } = readWranglerOptions(options.queueWaitSeconds);
  const { main = ownMain, entryPoints = [], durableObjects = {} } = options.variants ?? {};
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
          queueConsumers,
          durableObjects: { ...(workerOptions.durableObjects as object), ...describeClasses(durableObjects) },
          name: 'laurel',
          modulesRoot: options.buildFolder,
          modules: listModules(options.buildFolder, entry, workerOptions.modulesRules ?? []),
          r2Buckets: openR2Buckets(buckets, options.r2Access),
          bindings: { ...(workerOptions.bindings as Record<string, string>), ...options.variables },
        },
        // A direct socket of a Worker with assets runs Miniflare's asset router first. The socket of another Worker does not.
        {
          name: 'own-socket',
          modules: true,
          script: 'export default {}',
          unsafeDirectSockets: ['default', ...entryPoints].map((entrypoint) => ({
            ...{ host: '127.0.0.1', port: 0, serviceName: 'laurel', entrypoint },
          })),
        },
      ],
    }),
  );
  const url = await waitForPort(miniflare, options.port);
  return {
    url: url.origin,
    ownSocketUrl: (await miniflare.unsafeGetDirectURL('own-socket')).origin,
    variantUrls: Object.fromEntries(
      await Promise.all(
        entryPoints.map(async (name) => [name, (await miniflare.unsafeGetDirectURL('own-socket', name)).origin]),
      ),
    ),
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
    ended: new Promise(() => {}),
    async stop() {
      await miniflare.dispose();
      log.end();
    },
  };
}

function openR2Buckets(buckets: R2Buckets, s3Credentials: LocalWorkerOptions['r2Access']) {
  return Object.fromEntries(Object.entries(buckets).map(([binding, { id }]) => [binding, { id, s3Credentials }]));
}

const describeClasses = (classes: WorkerVariants['durableObjects']) =>
  Object.fromEntries(Object.entries(classes).map(([binding, className]) => [binding, { className, useSQLite: true }]));

/** Missing in Miniflare's own type. */
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

/** The format in which wrangler returns them. */
type R2Buckets = Readonly<Record<'CERTIFICATES', { readonly id: string }>>;

type Rules = readonly { readonly type: ModuleType; readonly include: readonly string[] }[];
type ModuleType = Extract<V4WorkerOptions, { modules: readonly object[] }>['modules'][number]['type'];

/** The entry module first, then the files that match wrangler's rules. Other files, such as source maps, are not modules. */
function listModules(folder: string, entry: string, rules: Rules): { type: ModuleType; path: string }[] {
  const modules: { type: ModuleType; path: string }[] = [{ type: 'ESModule', path: join(folder, entry) }];
  for (const name of readdirSync(folder)) {
    const rule = rules.find(({ include }) => include.some((glob) => name.endsWith(glob.replace('**/*', ''))));
    if (rule) modules.push({ type: rule.type, path: join(folder, name) });
  }
  return modules;
}
