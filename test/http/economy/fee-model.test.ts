// Model test of entry fees: after any sequence of acts the escrow holds exactly the fees of registered players, and all other players
// got their fee back once.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  anOwner,
  coinsOf,
  escrowOf,
  expectConsistentLedger,
  newKey,
  type Owner,
  setFrozen,
} from '../../support/ledger/ledger.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aTournament, move, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const fee = 10;
const coinsAtFirst = 25;
const playerCount = 3;

const player = fc.nat(playerCount - 1);
const anAct = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('register' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('approve' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reject' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('withdraw' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('capture' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('release' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reverse' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('freeze' as const), player }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('thaw' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('start' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel' as const), player }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('tick' as const), player }) },
);
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never;

const script = (types: string, player = 0): Act[] => types.split(' ').map((type) => ({ type, player }) as Act);
const bothRegistered = [...script('register approve', 1), ...script('register approve', 2)];

class World {
  /** The latest registration of each player. */
  readonly registrations = new Map<number, string>();
  readonly stage: Stage;
  readonly players: readonly Owner[];
  readonly finance: Person;
  constructor(stage: Stage, players: readonly Owner[], finance: Person) {
    this.stage = stage;
    this.players = players;
    this.finance = finance;
  }

  async perform({ type, player: index }: Act): Promise<void> {
    const [as, id] = [this.players[index] as Owner, this.registrations.get(index) ?? `reg_${'0'.repeat(26)}`];
    const { organizer } = this.stage;
    switch (type) {
      case 'register': {
        const answer = await post(`/v1/tournaments/${this.stage.id}/registrations`, { as, body: {} });
        if (answer.status === 201) this.registrations.set(index, answer.body.id);
        return;
      }
      case 'approve':
        return this.expectNoFault(await post(`/v1/registrations/${id}/approval`, { as: organizer, body: {} }));
      case 'reject':
        return this.expectNoFault(await post(`/v1/registrations/${id}/rejection`, { as: organizer, body: {} }));
      case 'withdraw':
        return this.expectNoFault(await post(`/v1/registrations/${id}/cancellation`, { as, body: {} }));
      case 'capture':
      case 'release': {
        const [hold] = await database.sql`SELECT id FROM economy_hold WHERE reference = ${`entry_fee:${id}`}`;
        if (hold === undefined) return;
        return this.expectNoFault(
          await post(`/v1/holds/${hold.id}/${type}s`, { as: this.finance, body: {}, headers: newKey() }),
        );
      }
      case 'reverse': {
        const [leg] =
          await database.sql`SELECT transfer_id AS id FROM economy_transaction WHERE reference = ${`entry_fee:${id}`}`;
        if (leg === undefined) return;
        const body = { note: 'manual' };
        return this.expectNoFault(
          await post(`/v1/transfers/${leg.id}/reversals`, { as: this.finance, body, headers: newKey() }),
        );
      }
      case 'freeze':
      case 'thaw':
        return this.expectNoFault(await setFrozen(as, type, this.finance));
      case 'tick':
        return tickCron();
      default: {
        const to = { close: 'registration_closed', start: 'live', cancel: 'cancelled' }[type];
        return this.expectNoFault(
          await post(`/v1/tournaments/${this.stage.id}/transitions`, { as: organizer, body: { to } }),
        );
      }
    }
  }

  /** A refusal is correct; a 5xx is a defect. */
  expectNoFault({ status, text }: { status: number; text: string }): void {
    expect(status, text).toBeLessThan(500);
  }

  /** Thaws all wallets and runs the cron, so that every owed payment can be made. */
  async settle(): Promise<void> {
    for (let index = 0; index < playerCount; index += 1) await this.perform({ type: 'thaw', player: index });
    await tickCron();
  }
}

/** The coins that a player must have paid: one fee for each registration that still exists and whose fee finance did not return. */
async function expectedLoss(owner: Owner): Promise<number> {
  const rows = await database.sql<{ paid: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM economy_transaction f JOIN economy_transaction b ON b.reverses = f.transfer_id AND b.amount > 0
        WHERE f.reference = 'entry_fee:' || r.id)
      AND NOT EXISTS (SELECT FROM economy_hold h WHERE h.reference = 'entry_fee:' || r.id AND h.state IN ('active', 'released')) AS paid
    FROM tournament_registration r WHERE r.player_id = ${owner.id} AND r.state IN ('pending', 'confirmed', 'waitlisted')`;
  return rows.filter(({ paid }) => paid).length * fee;
}

it('the escrow ends with exactly the fees of registered players, and all other players have their fee back', async () => {
  const finance = await aPerson({ roles: ['finance'] });
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(anAct, { minLength: 5, maxLength: 25 }), async (requiresApproval, acts) => {
      const stage = await aTournament({ entryFeeCoins: fee, requiresApproval, capacity: 3 });
      const players = await Promise.all(Array.from({ length: playerCount }, () => anOwner(coinsAtFirst)));
      await move(stage, 'published', 'registration_open');
      const world = new World(stage, players, finance);
      for (const act of acts) await world.perform(act);
      await world.settle();

      const losses = await Promise.all(players.map(expectedLoss));
      const balances = await Promise.all(players.map(async (owner) => (await coinsOf(owner))[0]));
      expect(balances).toEqual(losses.map((loss) => coinsAtFirst - loss));
      expect(await escrowOf(database.sql, stage.id)).toBe(losses.reduce((sum, loss) => sum + loss, 0));
      const owed = await database.sql`SELECT 1 FROM economy_owed_payment WHERE settled_at IS NULL`;
      expect(owed).toEqual([]);
      const { state } = (await get(`/v1/tournaments/${stage.id}`)).body;
      if (state === 'cancelled') expect(await escrowOf(database.sql, stage.id)).toBe(0);
    }),
    {
      numRuns: caseCount({ usual: 8, nightly: 300 }),
      examples: [
        [true, script('register capture freeze reject')],
        [true, script('register capture freeze cancel')],
        [true, [...script('register capture freeze', 0), ...bothRegistered, ...script('close start', 0)]],
        [false, script('register freeze cancel tick thaw')],
      ],
    },
  );
  await expectConsistentLedger(database.sql);
});
