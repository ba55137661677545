// Use cases of the cron: which endpoints have due deliveries, what is old, how much waits, and which keys are still sealed with the
// previous WEBHOOK_SECRET.

import type { Id } from '../../core/id.ts';
import { makeId } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { Ports } from '../../outbox/ports.ts';
import { keptDays } from '../deliveries/delivery.ts';
import type { SecretKeys } from '../endpoints/secret-keys.ts';
import { listDueEndpoints, listSecrets, measureDeliveries, replaceSealed, sweepDeliveries } from './sending-store.ts';

type TendPorts = Pick<Ports, 'db' | 'clock'>;

const endpointsAtOnce = 200;
const removedMax = 10_000;
const secretsPerPage = 100;

export function dueWebhooks({ db, clock }: TendPorts): Promise<Id<'webhook'>[]> {
  return listDueEndpoints(db, clock(), endpointsAtOnce);
}

/** @returns how many deliveries were removed. */
export function sweepWebhooks({ db, clock }: TendPorts): Promise<number> {
  const now = clock();
  return sweepDeliveries(db, firstIdAt(addSeconds(now, -keptDays * 86_400)), removedMax, now);
}

/** Ids of deliveries sort by time. */
const firstIdAt = (time: Instant) => makeId('delivery', time, new Uint8Array(10));

export async function measureWebhooks({ db, clock, gauge }: TendPorts & { gauge: (sample: Sample) => void }) {
  const now = clock();
  const { pending, oldestAt, overdueSince, disabled } = await measureDeliveries(db, now);
  const ageOf = (since: Instant | null) =>
    since === null ? 0 : Math.max(0, Date.parse(now) - Date.parse(since)) / 1000;
  gauge({ name: 'webhook.pending', labels: {}, value: pending });
  gauge({ name: 'webhook.oldest', labels: {}, value: ageOf(oldestAt) });
  gauge({ name: 'webhook.overdue', labels: {}, value: ageOf(overdueSince) });
  for (const [reason, value] of Object.entries(disabled))
    gauge({ name: 'webhook.disabled', labels: { reason }, value });
}

/** Afterwards WEBHOOK_SECRET_PREVIOUS can be removed. @returns how many were sealed anew. */
export async function sealAnew({ db }: TendPorts, keys: SecretKeys): Promise<number> {
  if (keys.fault !== null || !keys.hasPrevious) return 0;
  let [after, count] = ['', 0];
  for (;;) {
    const rows = await listSecrets(db, after, secretsPerPage);
    for (const { id, sealed } of rows) {
      const { secret, isOld } = await keys.open(sealed, id);
      if (!isOld) continue;
      await replaceSealed(db, { id, from: sealed, to: await keys.seal(secret, id) });
      count += 1;
    }
    after = rows.at(-1)?.id ?? '';
    if (rows.length < secretsPerPage) return count;
  }
}
