// An environment of wrangler.toml, as wrangler reads it.

import { join } from 'node:path';
import { type Unstable_Config, unstable_readConfig } from 'wrangler';
import { repositoryFolder } from '../dev/home-folder.ts';

export interface Environment {
  readonly name: string;
  readonly workerName: string;
  readonly vars: Readonly<Record<string, unknown>>;
  /** Names of all bindings, without variables. */
  readonly bindings: readonly string[];
  /** What only this environment may use, by kind. */
  readonly resources: Readonly<Record<string, string>>;
  readonly hyperdriveId: string | null;
  readonly bucket: string | null;
  readonly queues: readonly string[];
}

/** `name` null: the top level. */
export function readEnvironment(name: string | null, file = join(repositoryFolder, 'wrangler.toml')): Environment {
  return describe(
    name ?? 'top level',
    unstable_readConfig({ config: file, ...(name === null ? {} : { env: name }) }, { hideWarnings: true }),
  );
}

export function environmentNames(file = join(repositoryFolder, 'wrangler.toml')): string[] {
  return [...(unstable_readConfig({ config: file }, { hideWarnings: true }).definedEnvironments ?? [])];
}

function describe(name: string, config: Unstable_Config): Environment {
  const { r2_buckets: buckets, hyperdrive, queues, durable_objects: objects, ratelimits, assets } = config;
  const consumers = queues.consumers ?? [];
  const producers = queues.producers ?? [];
  const bindingOf = (name: string) => producers.find(({ queue }) => queue === name)?.binding ?? name;
  const [bucket, drive] = [buckets[0]?.bucket_name ?? null, hyperdrive[0]?.id ?? null];
  const named = {
    worker: config.name,
    bucket,
    hyperdrive: drive,
    queue: producers[0]?.queue,
    'dead letter queue': consumers[0]?.dead_letter_queue,
    'queue of webhooks': producers[1]?.queue,
    'rate limit': ratelimits[0]?.namespace_id,
  };
  return {
    name,
    workerName: config.name ?? '',
    vars: config.vars,
    bindings: [
      ...[...buckets, ...hyperdrive, ...producers].map(({ binding }) => binding),
      ...[...objects.bindings, ...ratelimits].map((one) => one.name),
      ...(assets?.binding === undefined ? [] : [assets.binding]),
      ...consumers.map(({ queue }) => `consumer of ${bindingOf(queue)}`),
    ],
    resources: Object.fromEntries(Object.entries(named).flatMap(([kind, id]) => (id ? [[kind, id]] : []))),
    hyperdriveId: drive,
    bucket,
    queues: [named.queue, named['dead letter queue'], named['queue of webhooks']].filter(
      (queue) => queue !== undefined,
    ),
  };
}
