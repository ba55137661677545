// `npm run reconcile`: adds the books up again and says where they are wrong.

import { DependencyError } from '../../core/errors.ts';
import { reconcileLedger } from '../../economy/reports/reconcile-ledger.ts';
import { describeReconciliation, reconciliationJson } from '../../economy/reports/reconciliation.ts';
import { reportFailure } from '../process/run-command.ts';
import { findVariables, openOperatorDatabase } from './operator-world.ts';

const help = `Usage: npm run reconcile -- [--json]

Recomputes every balance and every held amount from the rows of the ledger and the holds, the balance after each row, and the sum of
each transfer. Changes nothing and may run beside any traffic.
Exit codes: 0 the books are right, 1 they are not, and what is wrong is named, 2 they could not be read.

  --json   the report as JSON

Environment, unless \`npm start\` runs on this machine
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

async function main(words: readonly string[]): Promise<number> {
  const unknown = words.find((word) => !['--json', '--help'].includes(word));
  if (unknown !== undefined) {
    console.error(`Unknown option ${unknown}; \`npm run reconcile -- --help\` lists the options.`);
    return 2;
  }
  if (words.includes('--help')) {
    process.stdout.write(help);
    return 0;
  }
  const found = await reconcile(process.env);
  const text = words.includes('--json')
    ? `${JSON.stringify(reconciliationJson(found), null, 2)}\n`
    : describeReconciliation(found);
  process.stdout.write(text);
  return found.driftCount === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    if (error instanceof DependencyError) console.error(String(error.cause));
    // Whatever went wrong, the books were not read: never the code that says they are wrong.
    return Math.max(reportFailure(error), 2);
  });
}
