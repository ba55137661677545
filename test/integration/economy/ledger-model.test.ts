// Compares the real ledger with a model in memory: random acts of one client, answer by answer. Concurrent clients are checked by
// invariants afterwards. Connections are killed meanwhile, and each request is repeated until it is answered.
// LEDGER_SEED=<seed> replays a failure, LEDGER_RUNS=<n> sets the number of runs.

import fc from 'fast-check';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { get } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { expectConsistentLedger, outcomeOf } from '../../support/ledger/ledger.ts';
import { LedgerClients } from '../../support/ledger/ledger-clients.ts';
import { type Act, anAct, coinsInitial, LedgerModel } from '../../support/ledger/ledger-model.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const { seed, count } = inject('ledgerRuns');
/** No shrinking: each smaller case would need its own database. */
const runs = { seed, numRuns: count, endOnFailure: true };

/** Hides the expected log lines of failed connections. */
beforeAll(() => {
  const log = console.error;
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => {
    if (!String(line).includes('"dependency"')) log(line);
  });
});

class ActCommand implements fc.AsyncCommand<LedgerModel, LedgerClients> {
  readonly act: Act;
  readonly killsConnections: boolean;
  constructor(act: Act, killsConnections: boolean) {
    this.act = act;
    this.killsConnections = killsConnections;
  }

  check = ({ holds, transfers }: LedgerModel) => {
    if ('hold' in this.act) return this.act.hold < holds.length;
    return this.act.type !== 'reverse' || this.act.transfer < transfers.length;
  };

  async run(model: LedgerModel, clients: LedgerClients): Promise<void> {
    const reasons = model.apply(this.act);
    const answer = await clients.send(this.act, this.killsConnections);
    if (answer === null) return;
    if (reasons.length === 0) expect(outcomeOf(answer)).toEqual([expect.toBeOneOf([200, 201])]);
    else expect(answer.body.code).toBeOneOf(reasons);
    for (const [index, owner] of clients.owners.entries()) {
      const { balanceCoins, heldCoins } = await clients.walletOf(owner);
      expect([index, balanceCoins, heldCoins]).toEqual([index, model.wallets[index]?.balance, model.held(index)]);
    }
  }

  toString = () => `${JSON.stringify(this.act)}${this.killsConnections ? ', with killed connections' : ''}`;
}

it('every act has the same answer and balances as in the model, also when connections are killed', {
  timeout: 300_000,
}, async () => {
  const command = fc.tuple(anAct, fc.nat(7)).map(([act, chance]) => new ActCommand(act, chance === 0));
  const property = fc.asyncProperty(fc.commands([command], { size: 'large', maxCommands: 60 }), async (commands) => {
    const clients = await LedgerClients.open(database.sql);
    await fc.asyncModelRun(() => ({ model: new LedgerModel(), real: clients }), commands);
    await expectRepeatedAnswers(clients);
    await expectConsistentLedger(database.sql);
  });
  await fc.assert(property, runs);
});

async function expectRepeatedAnswers(clients: LedgerClients): Promise<void> {
  for (const { act, repeat, answer } of clients.sent) {
    if (answer.status !== 201) continue;
    const again = await clients.sendUntilAnswered(repeat);
    expect([act, again.status, termsOf(again.text)]).toEqual([act, 201, termsOf(answer.text)]);
  }
}

/** Without the expiry time that `makeHoldDue` changes. */
const termsOf = (text: string) => text.replace(/"expiresAt":"[^"]+"/, '');

const clientCount = 8;

describe('concurrent clients', () => {
  it('with killed connections lose no act, repeat no act, and leave a consistent ledger', {
    timeout: 300_000,
  }, async () => {
    const actLists = fc.array(fc.array(anAct, { minLength: 10, maxLength: 20 }), {
      minLength: clientCount,
      maxLength: clientCount,
    });
    let [actCount, killed, unavailable] = [0, 0, 0];
    const property = fc.asyncProperty(actLists, async (all) => {
      const clients = await LedgerClients.open(database.sql);
      let isOver = false;
      const killing = (async () => {
        // Kills only after a new answer, so that requests also finish on a slow machine.
        for (let answered = -1; !isOver; await new Promise((resolve) => setTimeout(resolve, 40))) {
          if (clients.sent.length === answered) continue;
          answered = clients.sent.length;
          await clients.killConnections();
          await clients.sweep();
        }
      })();
      const clientRuns = all.map(async (actList) => {
        for (const act of actList) if (clients.canSend(act)) await clients.send(act);
      });
      await Promise.all(clientRuns).finally(() => (isOver = true));
      await killing;
      await expectNothingLostOrDoubled(clients);
      await expectHistorySums(clients);
      await expectRepeatedAnswers(clients);
      await expectConsistentLedger(database.sql);
      [actCount, killed, unavailable] = [
        actCount + clients.sent.length,
        killed + clients.killed,
        unavailable + clients.unavailable,
      ];
    });
    await fc.assert(property, runs);
    console.log(`ledger: ${JSON.stringify({ seed, acts: actCount, killed, repeatedBecauseUnavailable: unavailable })}`);
    expect(killed).toBeGreaterThan(0);
  });

  it('with enough coins are never refused for insufficient funds', async () => {
    const clients = await LedgerClients.open(database.sql, 1_000_000);
    const clientRuns = Array.from({ length: 16 }, async (_, client) => {
      for (let index = 0; index < 15; index += 1) {
        const from = (client + index) % clients.owners.length;
        await clients.send(
          { type: 'transfer', from, to: (from + 1 + (index % 3)) % clients.owners.length, amount: 1 },
          index % 5 === 0,
        );
      }
    });
    await Promise.all(clientRuns);
    expect(clients.sent.map(({ answer }) => outcomeOf(answer))).toEqual(clients.sent.map(() => [201]));
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

/** The ledger holds each acknowledged transfer once, and no others. */
async function expectNothingLostOrDoubled(clients: LedgerClients): Promise<void> {
  const refused = clients.sent.filter(({ answer }) => answer.status >= 300).map(({ answer }) => answer.body.code);
  for (const code of refused) expect(code).toBeOneOf(refusals);
  const wallets = clients.owners.map(({ walletId }) => walletId);
  const rows = await database.sql<{ id: string; amount: string }[]>`
    SELECT transfer_id AS id, max(amount)::text AS amount FROM economy_transaction
    WHERE wallet_id = ANY (string_to_array(${wallets.join()}, ',')) OR transfer_id = ANY (string_to_array(${clients.transfers.join()}, ','))
    GROUP BY transfer_id`;
  const posted = new Set(rows.map(({ id }) => id));
  expect(clients.transfers.filter((id) => !posted.has(id))).toEqual([]);
  expect(new Set(clients.transfers).size).toBe(clients.transfers.length);
  // Plus the initial credit of each wallet.
  expect(posted.size).toBe(clients.transfers.length + wallets.length);

  const balances = new Map(wallets.map((id) => [id, coinsInitial]));
  const resolved: string[] = [];
  for (const { act, answer } of clients.sent.filter((one) => one.answer.status === 201)) {
    if ('hold' in act) resolved.push(clients.holds[act.hold] as string);
    for (const moved of answer.body.items ?? [answer.body]) {
      if (!('fromWalletId' in moved)) continue;
      const { fromWalletId, toWalletId, amountCoins } = moved;
      balances.set(fromWalletId, (balances.get(fromWalletId) ?? 0) - amountCoins);
      balances.set(toWalletId, (balances.get(toWalletId) ?? 0) + amountCoins);
    }
  }
  expect(new Set(resolved).size).toBe(resolved.length);
  for (const owner of clients.owners)
    expect((await clients.walletOf(owner)).balanceCoins).toBe(balances.get(owner.walletId));
}

async function expectHistorySums(clients: LedgerClients): Promise<void> {
  for (const owner of clients.owners) {
    const amounts: number[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const path = `/v1/wallets/${owner.walletId}/transactions?limit=7${query}`;
      const page = ok(await clients.sendUntilAnswered(() => get(path, { as: owner })), 200);
      amounts.push(...page.items.map((item: { amountCoins: number }) => item.amountCoins));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe((await clients.walletOf(owner)).balanceCoins);
  }
}
