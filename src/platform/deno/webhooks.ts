// Webhooks on Deno: there is no queue, so what is due is sent within the process.

import type { WebhookConfig } from '../../app/configuration/config.ts';
import type { Id } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { createSecretKeys } from '../../webhooks/endpoints/secret-keys.ts';
import type { WebhookPorts } from '../../webhooks/ports.ts';
import { createHostResolver } from '../../webhooks/sending/resolve-host.ts';
import { sendWebhooks } from '../../webhooks/sending/send-webhooks.ts';
import { dueWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import { createWake } from '../../webhooks/sending/wake-sender.ts';

/** A longer delay does not outlive a process for sure: the next look finds what is due. */
const laterSecondsMax = 300;

export function createWebhooks({ secrets, resolverUrl, allowsLoopback }: WebhookConfig, db: Database) {
  const ports: WebhookPorts = {
    secretKeys: createSecretKeys(secrets),
    resolveHost: createHostResolver(resolverUrl),
    allowsLoopback,
  };
  const sending = { ...ports, db, clock: systemClock, random: Math.random, countAttempt: () => {} };
  const sendOne = async (id: Id<'webhook'>): Promise<void> => {
    const { again, laterSeconds } = await sendWebhooks(sending, id);
    if (again) return sendOne(id);
    if (laterSeconds !== null && laterSeconds <= laterSecondsMax) void send([id], laterSeconds);
  };
  const send = async (ids: readonly Id<'webhook'>[], delaySeconds = 0): Promise<void> => {
    for (const id of ids)
      setTimeout(() => void sendOne(id).catch((error: unknown) => console.warn(String(error))), delaySeconds * 1000);
  };
  const wake = createWake(async () => send(await dueWebhooks({ db, clock: systemClock })), Date.now);
  return { ports, send, wake };
}
