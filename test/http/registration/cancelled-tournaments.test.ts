// A tournament that is cancelled returns each fee exactly once, under concurrency and crashes.

import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { settleCancelled } from '../../../src/tournaments/payouts/settle-cancelled.ts';
import { aPerson, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import {
  coinsOf,
  escrowOf,
  expectConsistentLedger,
  manyOwners,
  type Owner,
  setFrozen,
} from '../../support/ledger/ledger.ts';
import { act, anOpenTournament, codeOf, enter, readsOf } from '../../support/tournaments/paid-registrations.ts';
import { move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const { placesTaken, auditOf } = readsOf(() => ({ database }));

describe('a cancelled tournament', () => {
  const settledAt = async (stage: Stage) =>
    (await database.sql`SELECT settled_at FROM tournament_tournament WHERE id = ${stage.id}`)[0]?.settled_at;
  const expectAllRefunded = async (players: readonly Owner[]) => {
    const coins = await Promise.all(players.map(coinsOf));
    expect(new Set(coins.map(String))).toEqual(new Set(['50,50']));
  };

  it('returns every captured and held fee once, with one audit row', async () => {
    const [stage, players] = [await anOpenTournament({ requiresApproval: true }), await manyOwners(12, 50)];
    const ids = await Promise.all(players.map((player) => enter(stage, player)));
    await Promise.all(ids.slice(0, 6).map((id) => act(id, 'approval', stage.organizer)));
    await move(stage, 'registration_closed', 'live', 'cancelled');
    // Six were not approved and were rejected at the start.
    await expectAllRefunded(players);
    expect([await escrowOf(database.sql, stage.id), await placesTaken(stage)]).toEqual([0, 0]);
    expect(await settledAt(stage)).not.toBeNull();
    const audit = (await auditOf(stage.id)).filter(({ event }) => event === 'tournament.fees_returned');
    expect(audit).toEqual([{ event: 'tournament.fees_returned', meta: { registrations: 6, refundedCoins: 300 } }]);
    const again = await post(`/v1/tournaments/${stage.id}/transitions`, {
      as: stage.organizer,
      body: { to: 'cancelled' },
    });
    expect(codeOf(again)).toEqual([409, 'state_conflict']);
    await tickCron();
    await expectAllRefunded(players);
    await expectConsistentLedger(database.sql);
  });

  it('owes the fee to a frozen wallet until the thaw, and pays the others at once', async () => {
    const [stage, players] = [await anOpenTournament(), await manyOwners(3, 50)];
    for (const player of players) await enter(stage, player);
    const [first] = players as [Owner];
    await database.sql`UPDATE economy_wallet SET is_frozen = true WHERE id = ${first.walletId}`;
    await move(stage, 'cancelled');
    await expectAllRefunded(players.slice(1));
    expect([await coinsOf(first), await settledAt(stage)]).toEqual([[0, 0], null]);
    await tickCron();
    const finance = await aPerson({ roles: ['finance'] });
    ok(await setFrozen(first, 'thaw', finance), 200);
    await tickCron();
    await expectAllRefunded(players);
    expect([await escrowOf(database.sql, stage.id), await settledAt(stage)]).toEqual([0, expect.anything()]);
    await expectConsistentLedger(database.sql);
  });

  it('with concurrent withdrawals returns each fee once', async () => {
    const [stage, players] = [await anOpenTournament({ capacity: 32 }), await manyOwners(32, 50)];
    const ids = await Promise.all(players.map((player) => enter(stage, player)));
    const leaving = players.map((player, index) => act(ids[index] as string, 'cancellation', player));
    const called = post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'cancelled' } });
    await Promise.all([...leaving, called]);
    await tickCron();
    await expectAllRefunded(players);
    expect(await escrowOf(database.sql, stage.id)).toBe(0);
    await expectConsistentLedger(database.sql);
  });

  it('returns each fee exactly once when settling is killed repeatedly at any point', async () => {
    // More than two batches of entrants.
    const [stage, players] = [await anOpenTournament({ capacity: 256 }), await manyOwners(210, 50)];
    for (let first = 0; first < players.length; first += 50) {
      await Promise.all(players.slice(first, first + 50).map((player) => enter(stage, player)));
    }
    await database.sql`UPDATE tournament_tournament SET state = 'cancelled' WHERE id = ${stage.id}`;
    await database.sql.unsafe(`
      CREATE SEQUENCE steps; CREATE SEQUENCE deaths;
      CREATE FUNCTION die_now_and_then() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
        IF nextval('steps') IN (150, 400) OR random() < 0.003 THEN PERFORM nextval('deaths'), pg_terminate_backend(pg_backend_pid()), pg_sleep(1); END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER a_death BEFORE INSERT ON economy_transaction FOR EACH ROW EXECUTE FUNCTION die_now_and_then();
      CREATE TRIGGER a_death BEFORE UPDATE ON tournament_registration FOR EACH ROW EXECUTE FUNCTION die_now_and_then();
      CREATE TRIGGER a_death BEFORE INSERT ON moderation_audit FOR EACH ROW EXECUTE FUNCTION die_now_and_then()`);
    // Each attempt starts without state of earlier attempts. Two attempts run at the same time.
    const attempt = async () => {
      const db = openDatabase((env as unknown as { DATABASE_URL: string }).DATABASE_URL, 1);
      await settleCancelled(portsOf(db), stage.id as Id<'tournament'>).catch(() => {});
      await db.close();
    };
    for (let round = 0; round < 200 && (await settledAt(stage)) === null; round += 1) {
      await Promise.all([attempt(), attempt()]);
    }
    await database.sql.unsafe('DROP FUNCTION die_now_and_then CASCADE');
    const [deaths] = await database.sql`SELECT last_value::integer AS n FROM deaths`;
    expect(deaths?.n).toBeGreaterThan(1);
    const refunds = await database.sql`
      SELECT count(*)::integer AS n, count(DISTINCT wallet_id)::integer AS wallets FROM economy_transaction
      WHERE amount > 0 AND reverses IN (SELECT transfer_id FROM economy_transaction WHERE wallet_id =
        (SELECT id FROM economy_wallet WHERE owner_id = ${stage.id}))`;
    expect(refunds).toEqual([{ n: 210, wallets: 210 }]);
    expect([await escrowOf(database.sql, stage.id), await settledAt(stage)]).toEqual([0, expect.anything()]);
    const refunded = await database.sql`
      SELECT count(*)::integer AS n FROM economy_wallet WHERE kind = 'player' AND balance = 50 AND held = 0
        AND owner_id = ANY (string_to_array(${players.map(({ id }) => id).join(',')}, ','))`;
    expect(refunded).toEqual([{ n: 210 }]);
    await expectConsistentLedger(database.sql);
  });
});
