// What the console needs beside the ports of all use cases.

import type { Id } from '../core/id.ts';
import type { Ports } from '../outbox/ports.ts';
import type { SecretKeys } from './endpoints/secret-keys.ts';
import type { TargetPorts } from './endpoints/target.ts';

export interface WebhookPorts extends TargetPorts {
  readonly secretKeys: SecretKeys;
}

export interface WebhookServices {
  readonly ports: Ports;
  readonly webhooks: WebhookPorts;
  readonly jobs: { sendWebhooks(ids: readonly Id<'webhook'>[]): Promise<void> };
}
