// `npm run check:objects`: compares the database with both stores, both ways, and reads a sample of the bytes.

import { carryOnRun } from '../objects/carry-on-run.ts';
import { reportConsistency, reportIntegrity } from '../objects/consistency.ts';
import type { RunKind } from '../objects/run.ts';
import { openRun } from '../objects/run-store.ts';
import { findVariables, openOperatorDatabase, openStores, operatorHelp } from './operator-world.ts';
import { runCommand } from './run-command.ts';

const help = `Usage: npm run check:objects

Compares what the database says with what both stores have, and reads back 1 % of the copies (10 to 1,000 a store). What is wrong
is repaired by the Worker's timetable; what nobody knows is told and left. Prints a report as JSON.
Exit codes: 0 they agree to the last object, 1 they do not, 2 refused.

${operatorHelp}`;

export async function checkObjects(environment: Readonly<Record<string, string | undefined>>) {
  const variables = findVariables(environment);
  const { mirrored } = openStores(variables);
  const { db, clock, newId } = openOperatorDatabase(variables);
  const ports = { db, clock, mirrored, keysOfTournament: async () => [], observe: () => {}, measure: () => {} };
  const runWhole = async (kind: RunKind) => {
    const options = { sides: mirrored.phase.delete.join(',') };
    // A scope of its own: the nightly check may be under way.
    const run = { id: newId('run'), kind, scope: newId('run'), options, cursor: '', now: clock(), audit: null };
    return carryOnRun(ports, await openRun(db, run), () => false);
  };
  try {
    return {
      consistency: reportConsistency(await runWhole('consistency')),
      integrity: reportIntegrity(await runWhole('integrity')),
    };
  } finally {
    await db.close();
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    if (process.argv.includes('--help')) return void process.stdout.write(help);
    const report = await checkObjects(process.env);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    const doAgree = report.consistency.agreement === 'success' && report.integrity.agreement === 'success';
    process.exitCode = doAgree ? 0 : 1;
  });
}
