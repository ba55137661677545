// Use case of the timetable: what escrows owe is tried again, each payment by itself, so that none holds up another. How much is
// still owed, and why, is told as metrics.

import type { Sample } from '../../metrics/sample.ts';
import type { Ports } from '../../outbox/ports.ts';
import { causeOf, owedCauses } from './owed-payment.ts';
import { countOwed, listDue, payOwed } from './owed-store.ts';

/** A run's share. */
const paymentsMax = 100;

export async function payWhatIsOwed(ports: Ports & { readonly gauge: (sample: Sample) => void }): Promise<void> {
  const now = ports.clock();
  for (const owed of await listDue(ports.db, now, paymentsMax)) {
    const transferId = ports.newId('transfer');
    const audit = {
      id: ports.newId('audit'),
      event: 'economy.owed_paid',
      // Whose act it was that owed it.
      actorId: owed.actorId,
      subjectId: owed.registrationId,
      refType: 'transfer',
      refId: transferId,
      meta: { reference: owed.reference, amountCoins: Number(owed.amount), attempts: owed.attempts + 1 },
      createdAt: now,
    };
    const ids = { transferId, legIds: [ports.newId('transaction'), ports.newId('transaction')] as const };
    await payOwed(ports.db, owed.reference, ids, audit);
  }
  await tellOwed(ports);
}

async function tellOwed({ db, clock, gauge }: Parameters<typeof payWhatIsOwed>[0]): Promise<void> {
  const rows = await countOwed(db, clock());
  for (const cause of owedCauses) {
    const own = rows.filter((row) => causeOf(row.cause) === cause);
    const payments = own.reduce((sum, row) => sum + row.payments, 0);
    const oldest = Math.max(0, ...own.map(({ oldestSeconds }) => oldestSeconds));
    gauge({ name: 'economy.owed.payments', labels: { cause }, value: payments });
    gauge({ name: 'economy.owed.oldest', labels: { cause }, value: oldest });
  }
}
