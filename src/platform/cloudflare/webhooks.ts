// The ports of webhooks on Cloudflare, and the look for due deliveries after events were relayed.

import { openWebhooks } from '../../app/configuration/open-webhooks.ts';
import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import type { WebhookPorts } from '../../webhooks/ports.ts';
import { dueWebhooks } from '../../webhooks/sending/tend-webhooks.ts';
import { createWake } from '../../webhooks/sending/wake-sender.ts';
import { configOf, oncePerEnv } from './config.ts';
import { createJobs } from './send-jobs.ts';

export const webhooksOf = oncePerEnv((env): WebhookPorts => openWebhooks(configOf(env).webhooks));

export function createWebhookWake(env: Env, db: Database): () => Promise<void> {
  const look = async () => createJobs(env).sendWebhooks(await dueWebhooks({ db, clock: systemClock }));
  return createWake(look, Date.now);
}
