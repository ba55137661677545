// The ports of webhooks on Cloudflare, and the look for due deliveries after events were relayed.

import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { createSecretKeys } from '../../webhooks/endpoints/secret-keys.ts';
import type { WebhookPorts } from '../../webhooks/ports.ts';
import { createHostResolver } from '../../webhooks/sending/resolve-host.ts';
import { dueWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import { createWake } from '../../webhooks/sending/wake-sender.ts';
import { configOf } from './config.ts';

const made = new WeakMap<Env, WebhookPorts>();

/** Built once per isolate: it derives keys. */
export function webhooksOf(env: Env): WebhookPorts {
  const known = made.get(env);
  if (known !== undefined) return known;
  const { secrets, resolverUrl, allowsLoopback } = configOf(env).webhooks;
  const ports = {
    secretKeys: createSecretKeys(secrets),
    resolveHost: createHostResolver(resolverUrl),
    allowsLoopback,
  };
  made.set(env, ports);
  return ports;
}

/** Limit of Cloudflare Queues. */
const messagesPerBatch = 100;

export async function queueWebhooks(env: Env, ids: readonly string[], delaySeconds = 0): Promise<void> {
  for (let from = 0; from < ids.length; from += messagesPerBatch) {
    const part = ids.slice(from, from + messagesPerBatch);
    await env.WEBHOOKS.sendBatch(
      part.map((webhookId) => ({ body: { type: 'send_webhooks', webhookId }, delaySeconds })),
    );
  }
}

export function createWebhookWake(env: Env, db: Database): () => Promise<void> {
  const look = async () => queueWebhooks(env, await dueWebhooks({ db, clock: systemClock }));
  return createWake(look, Date.now);
}
