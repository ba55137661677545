// Shapes of what the stores of the economy return. A test compares them with real rows: docs/architecture.md#row-types

import * as z from 'zod';
import type { LedgerRefusal } from '../../../src/economy/ledger/refusal.ts';
import { isLedgerRefusal } from '../../../src/economy/ledger/refusal.ts';
import { transferReasons } from '../../../src/economy/ledger/transfer.ts';
import { walletKinds } from '../../../src/economy/wallets/wallet.ts';
import { coins, id, instant } from './row-check.ts';

export const reason = z.enum(transferReasons);
export const wallet = z.strictObject({
  id: id('wallet'),
  kind: z.enum(walletKinds),
  ownerId: z.string(),
  currency: z.string(),
  balance: coins,
  held: coins,
  isFrozen: z.boolean(),
  isClosed: z.boolean(),
});
export const posted = z.strictObject({
  id: id('transfer'),
  fromWalletId: id('wallet'),
  toWalletId: id('wallet'),
  amount: coins,
  reason,
  fromBalanceAfter: coins,
  toBalanceAfter: coins,
  createdAt: instant,
});
export const heldRow = z.strictObject({
  id: id('hold'),
  walletId: id('wallet'),
  toWalletId: id('wallet'),
  amount: coins,
  captured: coins,
  state: z.enum(['active', 'captured', 'released', 'expired']),
  reason,
  createdAt: instant,
  expiresAt: instant,
  resolvedAt: instant.nullable(),
  ownerId: z.string(),
  payeeId: z.string(),
});
const verdict = z.union([
  z.literal(['done', 'repeated']),
  z.custom<LedgerRefusal>((name) => isLedgerRefusal(name as string)),
]);
export const actRow = z.strictObject({ verdict, outcome: z.string() });
export const owed = z.strictObject({
  reference: z.string(),
  tournamentId: id('tournament'),
  registrationId: id('registration'),
  fromWalletId: id('wallet'),
  toWalletId: id('wallet'),
  isClaim: z.boolean(),
  amount: coins,
  cause: z.string(),
  attempts: z.int(),
  nextAttemptAt: instant,
  createdAt: instant,
  actorId: id('player'),
});
