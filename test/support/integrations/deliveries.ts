// Endpoints and events without HTTP, on the database itself, and how their deliveries stand.

import type { Id } from '../../../src/core/id.ts';
import type { Clock } from '../../../src/core/instant.ts';
import { createSecretKeys } from '../../../src/webhooks/endpoints/secret-keys.ts';
import { makeKey } from '../../../src/webhooks/endpoints/signing-key.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { newId } from '../isolate/ports.ts';
import type { Receiver } from './webhooks.ts';

interface Row {
  readonly state: string;
  readonly failures: number;
  readonly waits: number | null;
}

interface World {
  readonly database: TestDatabase;
  readonly stage: () => { readonly id: string; readonly organizer: { readonly id: string } };
  readonly clock: Clock;
}

export const secretKeys = createSecretKeys({ secrets: ['a secret of at least 32 characters'], fault: null });

export function deliveriesIn({ database, stage, clock }: World) {
  async function anEndpoint(receiver: Pick<Receiver, 'url'>, owner = stage().organizer.id): Promise<Id<'webhook'>> {
    const [id, secretId] = [newId('webhook'), newId('webhookSecret')];
    const sealed = await secretKeys.seal((await makeKey('v1')).secret, secretId);
    await database.sql`
      INSERT INTO webhook_endpoint (id, owner_id, reach, url, scheme, event_types, tournament_ids, state, created_at)
      VALUES (${id}, ${owner}, 'own', ${receiver.url}, 'v1', '{}', '{}', 'active', ${clock()})`;
    await database.sql`
      INSERT INTO webhook_secret (id, webhook_id, sealed, created_at) VALUES (${secretId}, ${id}, ${sealed}, ${clock()})`;
    return id;
  }

  /** Commits events that nobody has relayed. @returns their ids. */
  async function commitEvents(count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const id = newId('event');
      await database.sql`
        WITH counted AS (UPDATE tournament_tournament SET event_seq = event_seq + 1 WHERE id = ${stage().id} RETURNING event_seq)
        SELECT outbox_append(${id}, ${stage().id}, event_seq, 'tournament_changed', '{"fields":["title"]}', ${clock()}) FROM counted`;
      ids.push(id);
    }
    return ids;
  }

  const rowsOf = (id: string): Promise<Row[]> => database.sql<Row[]>`
    SELECT state, failure_count AS failures, round(extract(epoch FROM due_at - ${clock()}::timestamptz))::integer AS waits
    FROM webhook_delivery WHERE webhook_id = ${id} ORDER BY id`;
  const attemptsOf = (id: string) => database.sql`
    SELECT a.status, a.error, a.answer FROM webhook_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id
    WHERE d.webhook_id = ${id} ORDER BY a.delivery_id, a.number`;
  const stateOf = async (id: string) =>
    (
      await database.sql`
    SELECT state, disabled_reason AS reason, failing_since IS NOT NULL AS "isFailing" FROM webhook_endpoint WHERE id = ${id}`
    )[0];

  return { anEndpoint, commitEvents, rowsOf, attemptsOf, stateOf };
}
