// `npm run lifecycle`: compares the lifecycle rules of a bucket with those in the code, and applies them with --apply.

import { applyLifecycle, type LifecycleReport } from '../../objects/lifecycle/apply-lifecycle.ts';
import { lifecycleRules } from '../../objects/lifecycle/lifecycle.ts';
import { ObjectStoreError } from '../../objects/stores/object-store.ts';
import type { Side } from '../../objects/stores/phase.ts';
import { fitRules } from '../../objects/stores/s3-dialect.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { findVariables, openOperatorDatabase, openR2, openS3, operatorHelp } from './operator-connections.ts';

const help = `Usage: npm run lifecycle -- --store s3|r2 [--apply]

Validates the lifecycle rules in the code and compares them with the bucket's rules. Any additional rule, filter or action of the
bucket is a difference. --apply replaces the bucket's rules and reads them back. R2 needs one rule only: its default rule, which
aborts incomplete uploads. Prints a JSON report. Needs the variables of that store, and the database, whose legal holds win.
Exit codes: 0 the bucket has exactly these rules, 1 it does not, 2 refused.

${operatorHelp}`;

export async function lifecycle(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LifecycleReport> {
  const { side, isWriting } = parseOptions(args);
  const variables = findVariables(environment);
  const store = side === 's3' ? openS3(variables) : openR2(variables);
  const { db } = openOperatorDatabase(variables);
  try {
    if (store.dialect.lifecycle === 'none')
      throw new StartRefusal('S3_LIFECYCLE is none: this server does not support lifecycle rules.', 2);
    return await applyLifecycle(
      { db, store },
      { side, isWriting, wanted: fitRules(lifecycleRules[side], store.dialect) },
    );
  } catch (error) {
    if (!(error instanceof ObjectStoreError)) throw error;
    throw new StartRefusal(`The bucket's rules cannot be read or written: ${error.message}.`, 2);
  } finally {
    await db.close();
  }
}

function parseOptions(args: readonly string[]): { side: Side; isWriting: boolean } {
  const options = { store: { type: 'string' }, apply: { type: 'boolean', default: false } } as const;
  const { store, apply } = parseCommandLine(args, { command: 'npm run lifecycle', help, options }).values;
  if (store === 's3' || store === 'r2') return { side: store, isWriting: apply };
  throw new StartRefusal('--store must be s3 or r2; `npm run lifecycle -- --help` lists the options.', 2);
}

if (import.meta.main) {
  await runCommand(async () => {
    const report = await lifecycle(process.argv.slice(2), process.env);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = report.faults.length + report.differences.length === 0 ? 0 : 1;
  });
}
