// `npm run check:objects`: compares the database with both stores in both directions, and verifies the bytes of a sample.

import { run } from '../../db/transaction.ts';
import { reportConsistency, reportIntegrity } from '../../objects/runs/consistency.ts';
import { continueUnsavedRun } from '../../objects/runs/continue-run.ts';
import { type RunKind, unsavedRun } from '../../objects/runs/run.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { findVariables, openOperatorDatabase, openStores, operatorHelp } from './operator-connections.ts';

const help = `Usage: npm run check:objects

Compares the database with both stores, and verifies the bytes of 1 % of the copies (10 to 1,000 per store). Prints a JSON
report: how many objects are in no store (lost), and for each store how many copies are missing, differing, extra, resurrected,
failed, owed, uncopied or undeleted, with the first keys of each. Schedules repairs, which the Worker's cron makes. Extra objects
are only reported. A second run reports the same until the repairs are made.
Exit codes: 0 both stores have exactly the expected objects, 1 they differ, 2 refused.

${operatorHelp}`;

export async function checkObjects(environment: Readonly<Record<string, string | undefined>>) {
  const variables = findVariables(environment);
  const { mirrored } = openStores(variables);
  const { db, clock } = openOperatorDatabase(variables);
  const ports = { db, clock, mirrored, keysOfTournament: async () => [], observe: () => {}, measure: () => {} };
  const runAll = async (kind: RunKind) => {
    const options = { sides: mirrored.phase.delete.join(',') };
    return continueUnsavedRun(ports, unsavedRun({ kind, options, cursor: '' }, clock()), () => false);
  };
  try {
    // Before the stores: a database that does not answer is not a store's fault.
    await run(() => db.sql`SELECT 1`);
    return {
      consistency: reportConsistency(await runAll('consistency')),
      integrity: reportIntegrity(await runAll('integrity')),
    };
  } finally {
    await db.close();
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    parseCommandLine(process.argv.slice(2), { command: 'npm run check:objects', help, options: {} });
    const report = await checkObjects(process.env);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    const isConsistent = report.consistency.agreement === 'success' && report.integrity.agreement === 'success';
    process.exitCode = isConsistent ? 0 : 1;
  });
}
