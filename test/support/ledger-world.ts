// Frontends of the real ledger in rough weather: acts over HTTP, connections to the database killed meanwhile, and every request
// repeated with its key until it is answered for good.

import type { Sql } from '../../src/db/client.ts';
import { type Answer, call, type Person } from './api.ts';
import { aBookkeeper, anOwner, key, letRunOut, type Owner, type WalletShown } from './ledger.ts';
import { type Act, coinsAtFirst, walletCount } from './ledger-model.ts';

export interface Asked {
  readonly act: Act;
  readonly repeat: () => Promise<Answer<Json>>;
  readonly answer: Answer<Json>;
}

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

const attemptsMax = 200;

export class LedgerWorld {
  readonly holds: string[] = [];
  readonly transfers: string[] = [];
  /** Of requests that were answered for good. */
  readonly asked: Asked[] = [];
  unavailable = 0;
  killed = 0;
  readonly finance: Person;
  readonly owners: readonly Owner[];
  readonly #sql: Sql;

  private constructor(sql: Sql, finance: Person, owners: readonly Owner[]) {
    this.#sql = sql;
    this.finance = finance;
    this.owners = owners;
  }

  static async open(sql: Sql, coins = coinsAtFirst): Promise<LedgerWorld> {
    const owners = await Promise.all(Array.from({ length: walletCount }, () => anOwnerAtLast(coins)));
    return new LedgerWorld(sql, await aBookkeeper(), owners);
  }

  /** Whether there is something for the act to be about. */
  knows(act: Act): boolean {
    if ('hold' in act) return act.hold < this.holds.length;
    return act.type !== 'reverse' || act.transfer < this.transfers.length;
  }

  /** `isRough`: connections are killed while it is asked. */
  async live(act: Act, isRough = false): Promise<Answer<Json> | null> {
    if (act.type === 'runOut') {
      await letRunOut(this.#sql, this.holds[act.hold] as string);
      return null;
    }
    const repeat = this.#request(act);
    const [answer] = await Promise.all([this.untilAnswered(repeat), isRough ? this.kill() : null]);
    this.asked.push({ act, repeat, answer });
    if (answer.status < 300) this.#remember(act, answer.body);
    return answer;
  }

  async untilAnswered(request: () => Promise<Answer<Json>>): Promise<Answer<Json>> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await request();
      const isOver = answer.status !== 503 && answer.body.code !== 'idempotency_in_flight';
      if (isOver || attempt === attemptsMax) return answer;
      this.unavailable += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async walletOf({ walletId, ...as }: Owner): Promise<WalletShown> {
    return (await this.untilAnswered(() => call('GET', `/v1/wallets/${walletId}`, { as }))).body;
  }

  /** Two connections of the application, whatever they are at. */
  async kill(): Promise<void> {
    const rows = await this.#sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = 'laurel_app' AND datname = current_database() ORDER BY state = 'active' DESC, random() LIMIT 2`;
    this.killed += rows.length;
  }

  /** As the timetable does. */
  async sweep(): Promise<void> {
    await this.#sql`SELECT ledger_expire_holds(string_to_array('', ','), now())`;
  }

  /** One key a request, however often it is sent. */
  #request(act: Act): () => Promise<Answer<Json>> {
    const [method, path, as, body] = this.#wordsFor(act);
    const headers = key();
    return () => call(method, path, { as, body, headers });
  }

  #wordsFor(act: Act): readonly [method: string, path: string, as: Person, body: object] {
    const [note, { finance }] = ['model', this];
    const owner = (index: number) => this.owners[index] as Owner;
    const { walletId = '' } = 'wallet' in act ? owner(act.wallet) : {};
    const pair = ({ from, to, amount }: { from: number; to: number; amount: number }) => ({
      fromWalletId: owner(from).walletId,
      toWalletId: owner(to).walletId,
      amountCoins: amount,
    });
    switch (act.type) {
      case 'transfer':
        return ['POST', '/v1/transfers', owner(act.from), pair(act)];
      case 'hold': {
        const { fromWalletId, ...rest } = pair(act);
        return ['POST', '/v1/holds', owner(act.from), { walletId: fromWalletId, ...rest }];
      }
      case 'credit':
      case 'debit':
        return ['POST', `/v1/${act.type}s`, finance, { walletId, amountCoins: act.amount, note }];
      case 'batch':
        return ['POST', '/v1/batches', finance, { movements: act.moves.map(pair), note }];
      case 'capture': {
        const body = act.amount === null ? {} : { amountCoins: act.amount };
        return ['POST', `/v1/holds/${this.holds[act.hold]}/captures`, finance, body];
      }
      case 'release':
        return ['POST', `/v1/holds/${this.holds[act.hold]}/releases`, finance, {}];
      case 'reverse':
        return ['POST', `/v1/transfers/${this.transfers[act.transfer]}/reversals`, finance, { note }];
      case 'freeze':
        return ['PUT', `/v1/wallets/${walletId}/freeze`, finance, { reason: note }];
      case 'thaw':
        return ['DELETE', `/v1/wallets/${walletId}/freeze`, finance, { reason: note }];
      default:
        throw new Error(`nobody asks for ${act.type}`);
    }
  }

  #remember({ type }: Act, body: Json): void {
    if (type === 'hold') this.holds.push(body.id);
    if (type === 'batch') this.transfers.push(...body.items.map((item: { id: string }) => item.id));
    if (['transfer', 'credit', 'debit', 'capture', 'reverse'].includes(type)) this.transfers.push(body.id);
  }
}

/** Connections that were killed before are noticed by whoever uses them next; whoever was refused in the middle is forgotten. */
async function anOwnerAtLast(coins: number): Promise<Owner> {
  for (let attempt = 1; ; attempt += 1) {
    const owner = await anOwner(coins).catch((error: unknown) => {
      if (attempt === attemptsMax) throw error;
    });
    if (owner !== undefined) return owner;
  }
}
