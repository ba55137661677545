// Use case of cron: retry owed payments. Each payment is its own statement, so a failure does not block the others. What is still owed
// is reported as metrics.

import type { AuditRow } from '../../audit/append.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { Ports } from '../../outbox/ports.ts';
import { causeOf, owedCauses } from './owed-payment.ts';
import { countOwed, listDuePayments, payOwed } from './owed-store.ts';

/** Limit per run. */
const paymentsMax = 100;

export async function payOwedPayments(ports: Ports & { readonly gauge: (sample: Sample) => void }): Promise<void> {
  const now = ports.clock();
  for (const owed of await listDuePayments(ports.db, now, paymentsMax)) {
    const transferId = ports.newId('transfer');
    const audit: AuditRow = {
      id: ports.newId('audit'),
      event: 'economy.owed_paid',
      // The actor of the original act.
      actorId: owed.actorId,
      subjectId: owed.registrationId,
      refId: transferId,
      meta: { reference: owed.reference, amountCoins: Number(owed.amount), attempts: owed.attempts + 1 },
      createdAt: now,
    };
    const ids = { transferId, legIds: [ports.newId('transaction'), ports.newId('transaction')] as const };
    await payOwed(ports.db, owed.reference, ids, audit);
  }
  await reportOwedMetrics(ports);
}

async function reportOwedMetrics({ db, clock, gauge }: Parameters<typeof payOwedPayments>[0]): Promise<void> {
  const rows = await countOwed(db, clock());
  for (const cause of owedCauses) {
    const own = rows.filter((row) => causeOf(row.cause) === cause);
    const payments = own.reduce((sum, row) => sum + row.payments, 0);
    const oldest = Math.max(0, ...own.map(({ oldestSeconds }) => oldestSeconds));
    gauge({ name: 'economy.owed.payments', labels: { cause }, value: payments });
    gauge({ name: 'economy.owed.oldest', labels: { cause }, value: oldest });
  }
}
