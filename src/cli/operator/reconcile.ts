// `npm run reconcile`: recomputes the ledger and reports every difference.

import { DependencyError } from '../../core/errors.ts';
import { reconcileLedger } from '../../economy/reports/reconcile-ledger.ts';
import { describeReconciliation, reconciliationJson } from '../../economy/reports/reconciliation.ts';
import { HelpAsked, parseCommandLine } from '../process/command-line.ts';
import { reportFailure } from '../process/run-command.ts';
import { findVariables, openOperatorDatabase } from './operator-connections.ts';

const help = `Usage: npm run reconcile -- [--json]

Recomputes all balances, held amounts and sums of transfers from the ledger and the holds, and compares them with the stored values.
Read-only; safe to run during traffic.
Exit codes: 0 the ledger balances, 1 there are differences, 2 the ledger could not be read.

  --json   report as JSON

Environment (not needed while \`npm start\` runs on this machine)
  DATABASE_URL   Postgres
`;

export async function reconcile(environment: Readonly<Record<string, string | undefined>>) {
  const { db, clock } = openOperatorDatabase(findVariables(environment));
  try {
    return await reconcileLedger({ db, clock });
  } finally {
    await db.close();
  }
}

async function main(args: readonly string[]): Promise<number> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values } = parseCommandLine(args, { command: 'npm run reconcile', help, options });
  const found = await reconcile(process.env);
  const text = values.json ? `${JSON.stringify(reconciliationJson(found), null, 2)}\n` : describeReconciliation(found);
  process.stdout.write(text);
  return found.driftCount === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    if (error instanceof DependencyError) console.error(String(error.cause));
    // The ledger was not read, so exit code 1 (differences) would be wrong.
    return error instanceof HelpAsked ? reportFailure(error) : Math.max(reportFailure(error), 2);
  });
}
