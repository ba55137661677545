// `npm run check:objects`: compares the database with both stores, both ways, and reads a sample of the bytes.

import { walkRun } from '../../objects/runs/carry-on-run.ts';
import { reportConsistency, reportIntegrity } from '../../objects/runs/consistency.ts';
import { type RunKind, unwrittenRun } from '../../objects/runs/run.ts';
import { runCommand } from '../process/run-command.ts';
import { findVariables, openOperatorDatabase, openStores, operatorHelp } from './operator-world.ts';

const help = `Usage: npm run check:objects

Compares what the database says with what both stores have, and reads back 1 % of the copies (10 to 1,000 a store). Prints a
report as JSON: how many objects no store has (lost), and for each store how many copies are missing, differing, extra, resurrected,
failed, owed, uncopied or undeleted, with the first keys of each. What is wrong is scheduled and repaired by the Worker's cron;
extra objects are reported and left. A second run says the same until something is repaired.
Exit codes: 0 both stores have every object, and nothing else; 1 they do not; 2 refused.

${operatorHelp}`;

export async function checkObjects(environment: Readonly<Record<string, string | undefined>>) {
  const variables = findVariables(environment);
  const { mirrored } = openStores(variables);
  const { db, clock } = openOperatorDatabase(variables);
  const ports = { db, clock, mirrored, keysOfTournament: async () => [], observe: () => {}, measure: () => {} };
  const runWhole = async (kind: RunKind) => {
    const options = { sides: mirrored.phase.delete.join(',') };
    return walkRun(ports, unwrittenRun({ kind, options, cursor: '' }, clock()), () => false);
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
