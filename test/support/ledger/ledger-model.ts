// A model of the ledger in memory, without concurrency and failures. The real ledger must give the same answers.

import fc from 'fast-check';

/** Wallets, holds and transfers are named by their index in order of creation. */
export type Act =
  | { readonly type: 'transfer' | 'hold'; readonly from: number; readonly to: number; readonly amount: number }
  | { readonly type: 'credit' | 'debit'; readonly wallet: number; readonly amount: number }
  | { readonly type: 'batch'; readonly moves: readonly Move[] }
  | { readonly type: 'capture'; readonly hold: number; readonly amount: number | null }
  | { readonly type: 'release' | 'expire'; readonly hold: number }
  | { readonly type: 'reverse'; readonly transfer: number }
  | { readonly type: 'freeze' | 'thaw'; readonly wallet: number };

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

interface Wallet {
  balance: number;
  isFrozen: boolean;
}

interface Hold extends Move {
  state: 'active' | 'captured' | 'released' | 'expired';
}

interface Transfer extends Move {
  isReversed: boolean;
}

export const walletCount = 4;
/** Few coins, so that acts fail for lack of coins. */
export const coinsInitial = 10;

/** The treasury has no limit. */
const treasury = -1;

export class LedgerModel {
  readonly wallets: readonly Wallet[] = Array.from({ length: walletCount }, () => ({
    balance: coinsInitial,
    isFrozen: false,
  }));
  readonly holds: Hold[] = [];
  readonly transfers: Transfer[] = [];

  held(wallet: number): number {
    const active = this.holds.filter(({ from, state }) => from === wallet && state === 'active');
    return active.reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Applies the act. @returns all valid reasons to refuse it; empty if it is applied. */
  apply(act: Act): string[] {
    switch (act.type) {
      case 'transfer':
        return this.#move([act]);
      case 'credit':
        return this.#move([{ from: treasury, to: act.wallet, amount: act.amount }]);
      case 'debit':
        return this.#move([{ from: act.wallet, to: treasury, amount: act.amount }]);
      case 'batch':
        return this.#move(act.moves);
      case 'hold':
        return this.#hold(act);
      case 'capture':
        return this.#capture(act.hold, act.amount);
      case 'release':
        return this.#close(act.hold, 'released');
      case 'expire':
        return this.#close(act.hold, 'expired');
      case 'reverse':
        return this.#reverse(act.transfer);
      default:
        (this.wallets[act.wallet] as Wallet).isFrozen = act.type === 'freeze';
        return [];
    }
  }

  #reasons(moves: readonly Move[]): string[] {
    const left = this.wallets.map(({ balance }, index) => balance - this.held(index));
    return moves.flatMap(({ from, to, amount }) => {
      const isShort = from !== treasury && (left[from] as number) < amount;
      if (from !== treasury) left[from] = (left[from] as number) - amount;
      if (to !== treasury) left[to] = (left[to] as number) + amount;
      return [
        ...(amount <= 0 ? ['invalid_amount'] : []),
        ...(from === to ? ['same_wallet'] : []),
        ...([from, to].some((index) => this.wallets[index]?.isFrozen) ? ['wallet_frozen'] : []),
        ...(isShort ? ['insufficient_funds'] : []),
      ];
    });
  }

  #move(moves: readonly Move[]): string[] {
    const reasons = this.#reasons(moves);
    if (reasons.length > 0) return reasons;
    for (const move of moves) {
      if (move.from !== treasury) (this.wallets[move.from] as Wallet).balance -= move.amount;
      if (move.to !== treasury) (this.wallets[move.to] as Wallet).balance += move.amount;
      this.transfers.push({ ...move, isReversed: false });
    }
    return [];
  }

  #hold(move: Move): string[] {
    const reasons = this.#reasons([move]);
    if (reasons.length === 0) this.holds.push({ from: move.from, to: move.to, amount: move.amount, state: 'active' });
    return reasons;
  }

  #capture(index: number, part: number | null): string[] {
    const hold = this.holds[index] as Hold;
    const amount = part ?? hold.amount;
    const isFrozen = [hold.from, hold.to].some((wallet) => this.wallets[wallet]?.isFrozen);
    const reasons = [
      ...this.#closed(hold),
      ...(amount <= 0 || amount > hold.amount ? ['invalid_amount'] : []),
      ...(isFrozen ? ['wallet_frozen'] : []),
    ];
    if (reasons.length > 0) return reasons;
    hold.state = 'captured';
    return this.#move([{ ...hold, amount }]);
  }

  #close(index: number, state: 'released' | 'expired'): string[] {
    const hold = this.holds[index] as Hold;
    const reasons = this.#closed(hold);
    if (reasons.length === 0) hold.state = state;
    return reasons;
  }

  #closed({ state }: Hold): string[] {
    if (state === 'active') return [];
    return [state === 'expired' ? 'hold_expired' : 'hold_closed'];
  }

  #reverse(index: number): string[] {
    const transfer = this.transfers[index] as Transfer;
    if (transfer.isReversed) return ['state_conflict', ...this.#reasons([flip(transfer)])];
    const reasons = this.#move([flip(transfer)]);
    if (reasons.length === 0) transfer.isReversed = true;
    return reasons;
  }
}

const flip = ({ from, to, amount }: Move): Move => ({ from: to, to: from, amount });

const wallet = fc.nat(walletCount - 1);
/** Sometimes zero or negative, rarely more than a wallet has. */
const amount = fc.integer({ min: -1, max: 12 });
const index = fc.nat(30);
const move = fc.record({ from: wallet, to: wallet, amount });

export const anAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constantFrom('transfer', 'hold'), from: wallet, to: wallet, amount }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('credit', 'debit'), wallet, amount }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('batch'), moves: fc.array(move, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('capture'), hold: index, amount: fc.option(amount) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('release', 'expire'), hold: index }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reverse'), transfer: index }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('freeze', 'thaw', 'thaw'), wallet }) },
);
