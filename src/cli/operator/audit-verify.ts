// `npm run audit:verify`: recomputes the hash chain over the audit trail and compares it with the heads in both object stores.

import { type Finding, type Verification, verifyChain } from '../../audit/chain/verify-chain.ts';
import { DependencyError } from '../../core/errors.ts';
import { timeOfId } from '../../core/id.ts';
import { readAuditHeads } from '../../moderation/audit/store-audit-head.ts';
import { describeFailure, ObjectStoreError } from '../../objects/stores/object-store.ts';
import { HelpAsked, parseCommandLine } from '../process/command-line.ts';
import { reportFailure } from '../process/run-command.ts';
import { findVariables, openOperatorDatabase, openR2, openS3, operatorHelp } from './operator-connections.ts';

const help = `Usage: npm run audit:verify -- [--json]

Recomputes the hash chain over the audit trail from its rows, and compares it with the heads that both object stores have. Names each row,
with its day (UTC), that was changed, deleted or inserted afterwards. Without a store the chain is compared with itself only, which the report says.
Read-only; safe to run during traffic.
Exit codes: 0 nothing was changed, 1 something was, 2 the audit trail or a configured store could not be read.

  --json   report as JSON

${operatorHelp}`;

type Variables = Readonly<Record<string, string | undefined>>;

export async function verifyAudit(environment: Variables): Promise<Verification> {
  const variables = findVariables(environment);
  const stores = [
    ...(variables.R2_ENDPOINT ? [openR2(variables)] : []),
    ...(variables.S3_ENDPOINT ? [openS3(variables)] : []),
  ];
  const heads = (await Promise.all(stores.map(readAuditHeads))).flat();
  const { db, clock } = openOperatorDatabase(variables);
  try {
    return await verifyChain({ db, clock }, heads);
  } finally {
    await db.close();
  }
}

const sentences: Readonly<Record<Finding['kind'], string>> = {
  row_changed: 'was changed after it was sealed',
  row_deleted: 'was deleted',
  row_inserted: 'was inserted afterwards: the acts of its time were sealed without it',
  segment_changed: 'was changed, or does not follow the one before it',
  segment_missing: 'is missing',
  head_differs: 'differs from the head in an object store',
};

/** Of a row the day on which its act was done, by its id: the time in a row can be changed like the rest. */
const withDay = (finding: Finding) =>
  'id' in finding ? { ...finding, day: timeOfId(finding.id).slice(0, 10) } : { ...finding, day: null };

export function describeVerification({ segments, rows, heads, head, findings }: Verification): string {
  const found = findings
    .map(withDay)
    .map((finding) =>
      'id' in finding
        ? `${finding.id} of ${finding.day} ${sentences[finding.kind]}${finding.segment === null ? '' : ` (segment ${finding.segment})`}`
        : `segment ${finding.segment} ${sentences[finding.kind]}`,
    );
  const compared =
    heads === 0 ? 'no head of an object store was compared' : `${heads} heads of object stores were compared`;
  const summary = `${segments} segments with ${rows} rows, head ${head ?? 'none'}; ${compared}`;
  return `${[...found, summary, found.length === 0 ? 'nothing was changed' : `${found.length} findings`].join('\n')}\n`;
}

async function main(args: readonly string[]): Promise<number> {
  const options = { json: { type: 'boolean', default: false } } as const;
  const { values } = parseCommandLine(args, { command: 'npm run audit:verify', help, options });
  const found = await verifyAudit(process.env);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...found, findings: found.findings.map(withDay) }, null, 2)}\n`
      : describeVerification(found),
  );
  return found.findings.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
    if (error instanceof DependencyError) console.error(String(error.cause));
    else if (error instanceof ObjectStoreError) console.error(JSON.stringify(describeFailure(error)));
    // Nothing was verified, so exit code 1 (changed) would be wrong.
    return error instanceof HelpAsked ? reportFailure(error) : Math.max(reportFailure(error), 2);
  });
}
