// What cron does with webhooks as they grow old: deliveries and deleted endpoints go, and keys are sealed anew.

import { beforeAll, expect, it } from 'vitest';
import { addSeconds, type Clock, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { relayEvents } from '../../../src/outbox/relay-events.ts';
import { createSecretKeys } from '../../../src/webhooks/endpoints/secret-keys.ts';
import { sendWebhooks } from '../../../src/webhooks/sending/send-webhooks.ts';
import { sealAnew, sweepWebhooks } from '../../../src/webhooks/sending/tend-webhooks.ts';
import { deliveriesIn, secretKeys } from '../../support/integrations/deliveries.ts';
import { aReceiver } from '../../support/integrations/webhooks.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { asApp } from '../../support/isolate/new-database.ts';
import { aTournament, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let db: Database;
let stage: Stage;
let now = systemClock();
const clock: Clock = () => now;

beforeAll(async () => {
  db = openDatabase(asApp(database.url), 4);
  stage = await aTournament();
  return () => db.close();
});

const { anEndpoint, commitEvents, rowsOf } = deliveriesIn({ database, stage: () => stage, clock });

const counts = async () =>
  (
    await database.sql`
    SELECT (SELECT count(*)::integer FROM webhook_delivery) AS deliveries, (SELECT count(*)::integer FROM webhook_attempt) AS attempts,
      (SELECT count(*)::integer FROM webhook_endpoint) AS endpoints, (SELECT count(*)::integer FROM webhook_secret) AS secrets`
  )[0];

it('deliveries of 30 days go with their attempts, and deleted endpoints with all that is theirs', async () => {
  const [deleted, id] = [await anEndpoint(aReceiver()), await anEndpoint(aReceiver())];
  await commitEvents(2);
  await relayEvents(db, async (_, events) => events.at(-1)?.seq ?? 0);
  const ports = { db, clock, secretKeys, resolveHost: async () => [], allowsLoopback: true };
  now = addSeconds(systemClock(), 1);
  await sendWebhooks({ ...ports, random: () => 0, countAttempt: () => {} }, id);
  await database.sql`UPDATE webhook_endpoint SET state = 'deleted' WHERE id = ${deleted}`;
  const kept = (await rowsOf(id)).length;
  const before = clock();
  now = addSeconds(before, 29 * 86_400);
  await sweepWebhooks({ db, clock });
  expect(await counts()).toEqual({ deliveries: kept, attempts: kept, endpoints: 1, secrets: 1 });
  now = addSeconds(before, 31 * 86_400);
  await sweepWebhooks({ db, clock });
  expect(await counts()).toEqual({ deliveries: 0, attempts: 0, endpoints: 1, secrets: 1 });
});

it('keys are sealed anew with the first secret, once', async () => {
  const keys = createSecretKeys({ secrets: ['b'.repeat(32), 'a secret of at least 32 characters'], fault: null });
  expect([await sealAnew({ db, clock }, keys), await sealAnew({ db, clock }, keys)]).toEqual([1, 0]);
  const [row] = await database.sql<{ id: string; sealed: string }[]>`SELECT id, sealed FROM webhook_secret`;
  const alone = createSecretKeys({ secrets: ['b'.repeat(32)], fault: null });
  expect((await alone.open(row?.sealed ?? '', row?.id ?? '')).isOld).toBe(false);
});
