// What wrangler.toml says, as Miniflare takes it.

import { join } from 'node:path';
import { unstable_getMiniflareWorkerOptions as readOptions } from 'wrangler';
import { repositoryFolder } from './home-folder.ts';

/** For tests: a message of the queue does not wait a second for others, as it does when deployed. */
export const promptQueueSeconds = 0.02;

type QueueConsumers = Record<string, { readonly maxBatchTimeout?: number }>;

/** `queueWaitSeconds`: how long a message of the queue waits for others to come; absent: as in the file. */
export function readWranglerOptions(queueWaitSeconds?: number) {
  const { workerOptions, main = '' } = readOptions(join(repositoryFolder, 'wrangler.toml'));
  const wait = queueWaitSeconds === undefined ? {} : { maxBatchTimeout: queueWaitSeconds };
  const consumers = Object.entries(workerOptions.queueConsumers as QueueConsumers);
  const queueConsumers: QueueConsumers = Object.fromEntries(
    consumers.map(([queue, consumer]) => [queue, { ...consumer, ...wait }]),
  );
  return { workerOptions, queueConsumers, main };
}
