// The real ledger against a few numbers in memory: random acts by one client, answer for answer; and by many clients at once,
// with connections killed under them and every request repeated until it is answered, by what must be true afterwards.
// LEDGER_SEED=<seed> replays the acts that a failure names, LEDGER_RUNS=<n> makes more of them.

import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { get } from '../support/api.ts';
import { useDatabase } from '../support/database.ts';
import { expectSoundLedger, outcomeOf } from '../support/ledger.ts';
import { type Act, anAct, coinsAtFirst, LedgerModel } from '../support/ledger-model.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { ok } from '../support/tournament.ts';

const database = useDatabase();
const { seed, count } = inject('ledgerRuns');
/** Smaller cases of a failure would take a database each: the first is told, with its seed. */
const runs = { seed, numRuns: count, endOnFailure: true };

/** What was to be expected is not told hundreds of times. */
beforeAll(() => {
  const tell = console.error;
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
    if (!String(line).includes('"dependency"')) tell(line);
  });
});

class Living implements fc.AsyncCommand<LedgerModel, LedgerWorld> {
  readonly act: Act;
  readonly isRough: boolean;
  constructor(act: Act, isRough: boolean) {
    this.act = act;
    this.isRough = isRough;
  }

  check = ({ holds, transfers }: LedgerModel) => {
    if ('hold' in this.act) return this.act.hold < holds.length;
    return this.act.type !== 'reverse' || this.act.transfer < transfers.length;
  };

  async run(model: LedgerModel, world: LedgerWorld): Promise<void> {
    const reasons = model.live(this.act);
    const answer = await world.live(this.act, this.isRough);
    if (answer === null) return;
    if (reasons.length === 0) expect(outcomeOf(answer)).toEqual([expect.toBeOneOf([200, 201])]);
    else expect(answer.body.code).toBeOneOf(reasons);
    for (const [index, owner] of world.owners.entries()) {
      const { balanceCoins, heldCoins } = await world.walletOf(owner);
      expect([index, balanceCoins, heldCoins]).toEqual([index, model.wallets[index]?.balance, model.held(index)]);
    }
  }

  toString = () => `${JSON.stringify(this.act)}${this.isRough ? ', rough' : ''}`;
}

it('answers every act as the model does, and has the same coins after it, whatever connections die', {
  timeout: 300_000,
}, async () => {
  const living = fc.tuple(anAct, fc.nat(7)).map(([act, weather]) => new Living(act, weather === 0));
  const property = fc.asyncProperty(fc.commands([living], { size: 'large', maxCommands: 60 }), async (commands) => {
    const world = await LedgerWorld.open(database.sql);
    await fc.asyncModelRun(() => ({ model: new LedgerModel(), real: world }), commands);
    await expectEveryAnswerAgain(world);
    await expectSoundLedger(database.sql);
  });
  await fc.assert(property, runs);
});

async function expectEveryAnswerAgain(world: LedgerWorld): Promise<void> {
  for (const { act, repeat, answer } of world.asked) {
    if (answer.status !== 201) continue;
    const again = await world.untilAnswered(repeat);
    expect([act, again.status, termsOf(again.text)]).toEqual([act, 201, termsOf(answer.text)]);
  }
}

/** Without the moment that was moved to let a hold run out. */
const termsOf = (text: string) => text.replace(/"expiresAt":"[^"]+"/, '');

const clients = 8;

describe('many clients at once', () => {
  it('with connections killed under them: nothing lost, nothing doubled, all of it adds up', {
    timeout: 300_000,
  }, async () => {
    const stories = fc.array(fc.array(anAct, { minLength: 10, maxLength: 20 }), {
      minLength: clients,
      maxLength: clients,
    });
    let [acts, killed, unavailable] = [0, 0, 0];
    const property = fc.asyncProperty(stories, async (all) => {
      const world = await LedgerWorld.open(database.sql);
      let isOver = false;
      const killing = (async () => {
        // On a slow machine, too, somebody is answered in between.
        for (let answered = -1; !isOver; await new Promise((resolve) => setTimeout(resolve, 40))) {
          if (world.asked.length === answered) continue;
          answered = world.asked.length;
          await world.kill();
          await world.sweep();
        }
      })();
      const lives = all.map(async (story) => {
        for (const act of story) if (world.knows(act)) await world.live(act);
      });
      await Promise.all(lives).finally(() => (isOver = true));
      await killing;
      await expectNothingLostOrDoubled(world);
      await expectHistoriesAddUp(world);
      await expectEveryAnswerAgain(world);
      await expectSoundLedger(database.sql);
      [acts, killed, unavailable] = [acts + world.asked.length, killed + world.killed, unavailable + world.unavailable];
    });
    await fc.assert(property, runs);
    console.log(`ledger: ${JSON.stringify({ seed, acts, killed, repeatedBecauseUnavailable: unavailable })}`);
    expect(killed).toBeGreaterThan(0);
  });

  it('who have coins enough are never told that they have not', async () => {
    const world = await LedgerWorld.open(database.sql, 1_000_000);
    const lives = Array.from({ length: 16 }, async (_, client) => {
      for (let index = 0; index < 15; index += 1) {
        const from = (client + index) % world.owners.length;
        await world.live(
          { type: 'transfer', from, to: (from + 1 + (index % 3)) % world.owners.length, amount: 1 },
          index % 5 === 0,
        );
      }
    });
    await Promise.all(lives);
    expect(world.asked.map(({ answer }) => outcomeOf(answer))).toEqual(world.asked.map(() => [201]));
  });
});

const refusals = [
  'invalid_amount',
  'same_wallet',
  'insufficient_funds',
  'wallet_frozen',
  'hold_closed',
  'hold_expired',
  'state_conflict',
];

/** What was acknowledged, and nothing else, is in the ledger, once. */
async function expectNothingLostOrDoubled(world: LedgerWorld): Promise<void> {
  const refused = world.asked.filter(({ answer }) => answer.status >= 300).map(({ answer }) => answer.body.code);
  for (const code of refused) expect(code).toBeOneOf(refusals);
  const wallets = world.owners.map(({ walletId }) => walletId);
  const rows = await database.sql<{ id: string; amount: string }[]>`
    SELECT transfer_id AS id, max(amount)::text AS amount FROM economy_transaction
    WHERE wallet_id = ANY (string_to_array(${wallets.join()}, ',')) OR transfer_id = ANY (string_to_array(${world.transfers.join()}, ','))
    GROUP BY transfer_id`;
  const posted = new Set(rows.map(({ id }) => id));
  expect(world.transfers.filter((id) => !posted.has(id))).toEqual([]);
  expect(new Set(world.transfers).size).toBe(world.transfers.length);
  // And the credit everybody began with.
  expect(posted.size).toBe(world.transfers.length + wallets.length);

  const balances = new Map(wallets.map((id) => [id, coinsAtFirst]));
  const resolved: string[] = [];
  for (const { act, answer } of world.asked.filter((one) => one.answer.status === 201)) {
    if ('hold' in act) resolved.push(world.holds[act.hold] as string);
    for (const moved of answer.body.items ?? [answer.body]) {
      if (!('fromWalletId' in moved)) continue;
      const { fromWalletId, toWalletId, amountCoins } = moved;
      balances.set(fromWalletId, (balances.get(fromWalletId) ?? 0) - amountCoins);
      balances.set(toWalletId, (balances.get(toWalletId) ?? 0) + amountCoins);
    }
  }
  expect(new Set(resolved).size).toBe(resolved.length);
  for (const owner of world.owners)
    expect((await world.walletOf(owner)).balanceCoins).toBe(balances.get(owner.walletId));
}

async function expectHistoriesAddUp(world: LedgerWorld): Promise<void> {
  for (const owner of world.owners) {
    const amounts: number[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const path = `/v1/wallets/${owner.walletId}/transactions?limit=7${query}`;
      const page = ok(await world.untilAnswered(() => get(path, { as: owner })), 200);
      amounts.push(...page.items.map((item: { amountCoins: number }) => item.amountCoins));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe((await world.walletOf(owner)).balanceCoins);
  }
}
