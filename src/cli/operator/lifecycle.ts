// `npm run lifecycle`: compares the lifecycle rules of a bucket with those in the code, and on demand applies them.

import { parseArgs } from 'node:util';
import { applyLifecycle, type LifecycleReport } from '../../objects/lifecycle/apply-lifecycle.ts';
import { lifecycleRules } from '../../objects/lifecycle/lifecycle.ts';
import { ObjectStoreError } from '../../objects/stores/object-store.ts';
import type { Side } from '../../objects/stores/phase.ts';
import { fitRules } from '../../objects/stores/s3-dialect.ts';
import { firstSentence } from '../dev/arguments.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { findVariables, openOperatorDatabase, openStores, operatorHelp } from './operator-world.ts';

const help = `Usage: npm run lifecycle -- --store s3|r2 [--apply]

Judges the lifecycle rules in the code and compares them with the bucket's. With --apply the bucket gets them, and they are read
back. Whatever a bucket has beside them (rules, filters, actions) is a difference, and replaced by --apply. R2 has no rules, but for
the one of its own that takes back incomplete uploads. Prints a report as JSON.
Exit codes: 0 the bucket has exactly these rules, 1 it has not, 2 refused.

${operatorHelp}`;

export async function lifecycle(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LifecycleReport> {
  const { side, isWriting } = parseWords(words);
  const variables = findVariables(environment);
  const stores = openStores(variables);
  const { db } = openOperatorDatabase(variables);
  try {
    const store = stores[side];
    if (store.dialect.lifecycle === 'none')
      throw new StartRefusal('S3_LIFECYCLE is none: this server keeps no rules.', 2);
    return await applyLifecycle(
      { db, store },
      { side, isWriting, wanted: fitRules(lifecycleRules[side], store.dialect) },
    );
  } catch (error) {
    if (!(error instanceof ObjectStoreError)) throw error;
    throw new StartRefusal(`The bucket's rules cannot be had: ${error.message}.`, 2);
  } finally {
    await db.close();
  }
}

function parseWords(words: readonly string[]): { side: Side; isWriting: boolean } {
  try {
    const options = { store: { type: 'string' }, apply: { type: 'boolean', default: false } } as const;
    const { store, apply } = parseArgs({ args: [...words], options }).values;
    if (store === 's3' || store === 'r2') return { side: store, isWriting: apply };
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; \`npm run lifecycle -- --help\` lists the options.`, 2);
  }
  throw new StartRefusal('--store is s3 or r2; `npm run lifecycle -- --help` says more.', 2);
}

if (import.meta.main) {
  await runCommand(async () => {
    const words = process.argv.slice(2);
    if (words.includes('--help')) return void process.stdout.write(help);
    const report = await lifecycle(words, process.env);
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = report.faults.length + report.differences.length === 0 ? 0 : 1;
  });
}
