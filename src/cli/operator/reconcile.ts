// `npm run reconcile`: recomputes the ledger and reports every difference.

import { DependencyError } from '../../core/errors.ts';
import { reconcileLedger } from '../../economy/reports/reconcile-ledger.ts';
import { describeReconciliation, reconciliationJson } from '../../economy/reports/reconciliation.ts';
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
  const unknown = args.find((arg) => !['--json', '--help'].includes(arg));
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}; \`npm run reconcile -- --help\` lists the options.`);
    return 2;
  }
  if (args.includes('--help')) {
    process.stdout.write(help);
    return 0;
  }
  const found = await reconcile(process.env);
  const text = args.includes('--json')
    ? `${JSON.stringify(reconciliationJson(found), null, 2)}\n`
    : describeReconciliation(found);
  process.stdout.write(text);
  return found.driftCount === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    if (error instanceof DependencyError) console.error(String(error.cause));
    // The ledger was not read, so exit code 1 (differences) would be wrong.
    return Math.max(reportFailure(error), 2);
  });
}
