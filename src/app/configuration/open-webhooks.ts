// The ports of webhooks as configured.

import { createSecretKeys } from '../../webhooks/endpoints/secret-keys.ts';
import type { WebhookPorts } from '../../webhooks/ports.ts';
import { createHostResolver } from '../../webhooks/sending/resolve-host.ts';
import type { WebhookConfig } from './config.ts';

/** Build it once: it derives keys. */
export function openWebhooks({ secrets, resolverUrl, allowsLoopback }: WebhookConfig): WebhookPorts {
  return { secretKeys: createSecretKeys(secrets), resolveHost: createHostResolver(resolverUrl), allowsLoopback };
}
