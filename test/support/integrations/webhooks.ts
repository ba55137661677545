// Builders of webhooks, and what the receiver of the tests got (receiver.ts).

import { inject } from 'vitest';
import { type Person, post } from '../isolate/api.ts';
import type { Received } from '../servers/receiver.ts';
import { ok } from '../tournaments/tournament.ts';

export interface Receiver {
  readonly url: string;
  readonly received: () => Promise<Received[]>;
  /** Bytes of a large answer that left the receiver. */
  readonly sentBytes: () => Promise<number>;
}

/** `how` is a path of receiver.ts. */
export function aReceiver(how = 'ok'): Receiver {
  const key = crypto.randomUUID();
  const base = inject('receiverUrl');
  const read = async (what: string) => (await fetch(`${base}/${what}/${key}`)).json();
  return {
    url: `${base}/${how}/${key}`,
    received: () => read('received') as Promise<Received[]>,
    sentBytes: () => read('sent') as Promise<number>,
  };
}

/** The example of docs/examples/webhooks, with its secret. What it refuses or has handled before is not received. */
export const anExample = (secret: string) =>
  aReceiver(`example/${secret.slice(6).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`);

export async function aWebhook(owner: Person, url: string, fields: object = {}) {
  const body = { url, ...fields };
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const { webhook, secret, publicKey } = ok(await post('/v1/webhooks', { as: owner, body, headers }), 201);
  return { ...webhook, secret, publicKey } as { id: string; secret: string; publicKey: string | null };
}
