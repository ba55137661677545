// Clients of the real ledger under failures: acts over HTTP while database connections are killed. Each request is repeated with its
// key until it gets a final answer.

import type { Sql } from '../../../src/db/client.ts';
import { type Answer, call, type Person } from '../isolate/api.ts';
import { aFinanceUser, anOwner, makeHoldDue, newKey, type Owner, type WalletJson } from './ledger.ts';
import { type Act, coinsInitial, walletCount } from './ledger-model.ts';

export interface SentRequest {
  readonly act: Act;
  readonly repeat: () => Promise<Answer<Json>>;
  readonly answer: Answer<Json>;
}

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

const attemptsMax = 200;

export class LedgerClients {
  readonly holds: string[] = [];
  readonly transfers: string[] = [];
  /** Requests with their final answers. */
  readonly sent: SentRequest[] = [];
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

  static async open(sql: Sql, coins = coinsInitial): Promise<LedgerClients> {
    const owners = await Promise.all(Array.from({ length: walletCount }, () => anOwnerWithRetry(coins)));
    return new LedgerClients(sql, await aFinanceUser(), owners);
  }

  /** Whether the hold or transfer of the act exists. */
  canSend(act: Act): boolean {
    if ('hold' in act) return act.hold < this.holds.length;
    return act.type !== 'reverse' || act.transfer < this.transfers.length;
  }

  /** `killsConnections`: connections are killed during the request. */
  async send(act: Act, killsConnections = false): Promise<Answer<Json> | null> {
    if (act.type === 'expire') {
      await makeHoldDue(this.#sql, this.holds[act.hold] as string);
      return null;
    }
    const repeat = this.#request(act);
    const [answer] = await Promise.all([
      this.sendUntilAnswered(repeat),
      killsConnections ? this.killConnections() : null,
    ]);
    this.sent.push({ act, repeat, answer });
    if (answer.status < 300) this.#recordIds(act, answer.body);
    return answer;
  }

  async sendUntilAnswered(request: () => Promise<Answer<Json>>): Promise<Answer<Json>> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await request();
      const isOver = answer.status !== 503 && answer.body.code !== 'idempotency_in_flight';
      if (isOver || attempt === attemptsMax) return answer;
      this.unavailable += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async walletOf({ walletId, ...as }: Owner): Promise<WalletJson> {
    return (await this.sendUntilAnswered(() => call('GET', `/v1/wallets/${walletId}`, { as }))).body;
  }

  /** Kills two connections of the application, active ones first. */
  async killConnections(): Promise<void> {
    const rows = await this.#sql`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = 'laurel_app' AND datname = current_database() ORDER BY state = 'active' DESC, random() LIMIT 2`;
    this.killed += rows.length;
  }

  /** Expires due holds, as cron does. */
  async sweep(): Promise<void> {
    await this.#sql`SELECT ledger_expire_holds(string_to_array('', ','), now())`;
  }

  /** The returned function sends the same request with the same key. */
  #request(act: Act): () => Promise<Answer<Json>> {
    const [method, path, as, body] = this.#requestFor(act);
    const headers = newKey();
    return () => call(method, path, { as, body, headers });
  }

  #requestFor(act: Act): readonly [method: string, path: string, as: Person, body: object] {
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
      case 'thaw':
        return ['POST', `/v1/wallets/${walletId}/${act.type}`, finance, { reason: note }];
      default:
        throw new Error(`no request for ${act.type}`);
    }
  }

  #recordIds({ type }: Act, body: Json): void {
    if (type === 'hold') this.holds.push(body.id);
    if (type === 'batch') this.transfers.push(...body.items.map((item: { id: string }) => item.id));
    if (['transfer', 'credit', 'debit', 'capture', 'reverse'].includes(type)) this.transfers.push(body.id);
  }
}

/** A killed connection fails at its next use, so this may take several attempts. Incomplete owners are dropped. */
async function anOwnerWithRetry(coins: number): Promise<Owner> {
  for (let attempt = 1; ; attempt += 1) {
    const owner = await anOwner(coins).catch((error: unknown) => {
      if (attempt === attemptsMax) throw error;
    });
    if (owner !== undefined) return owner;
  }
}
