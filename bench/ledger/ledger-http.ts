// Measures the throughput of transfers over HTTP with a closed loop, on a separate Laurel.

import { randomUUID } from 'node:crypto';
import { createClient, type Person, pooled } from '../acts/client.ts';

export interface HttpLedger {
  /** Transfers between the first `wallets` wallets. */
  transfer(wallets: number): Promise<unknown>;
  close(): Promise<void>;
}

/** Fifty owners with enough coins. */
export async function openHttpLedger(variables: Readonly<Record<string, string>>): Promise<HttpLedger> {
  const client = createClient(variables.OWN_SOCKET_URL ?? '', variables.JWT_SECRET ?? '');
  const finance = await client.person(['finance']);
  const owners = await pooled([...Array(50).keys()], async () => {
    const person = await client.person();
    const { id: walletId } = await client.post(person, '/v1/wallets', {});
    const body = { walletId, amountCoins: 10_000_000, note: 'bench' };
    await client.post(finance, '/v1/credits', body, { key: randomUUID() });
    return { ...person, walletId: walletId as string };
  });
  const pick = (wallets: number) => owners[Math.floor(Math.random() * wallets)] as Person & { walletId: string };
  return {
    transfer(wallets) {
      const from = pick(wallets);
      let to = pick(wallets);
      while (to === from) to = pick(wallets);
      const body = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins: 1 };
      return client.post(from, '/v1/transfers', body, { key: randomUUID() });
    },
    close: () => client.close(),
  };
}
