// `npm run audit:verify` as a process: its report, and the exit codes that an operator's monitoring reads.

import { spawnSync } from 'node:child_process';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealAudit } from '../../../src/audit/chain/seal-audit.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

let url: string;
let sql: postgres.Sql;
beforeAll(async () => {
  url = await createDatabase();
  sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql`
    INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
    SELECT make_id('aud', now()), 'tournament.changed', 'ply_1', 'tournament', 'trn_' || n, '{}', now() FROM generate_series(1, 3) n`;
  const db = openDatabase(url, 1);
  await sealAudit({ db, clock: systemClock });
  await db.close();
});
afterAll(() => sql.end());

function verify(...args: string[]) {
  const env = { ...process.env, DATABASE_URL: url };
  const { status, stdout } = spawnSync(process.execPath, ['src/cli/operator/audit-verify.ts', ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, stdout };
}

it('exits 0 for an unchanged trail, and says that no store was compared', () => {
  const { status, stdout } = verify();
  expect(stdout).toMatch(
    /^1 segments with 3 rows, head [0-9a-f]{64}; no head of an object store was compared\nnothing was changed\n$/,
  );
  expect(status).toBe(0);
});

it('exits 1 and names each row, with its day, that the owner of the database has changed or deleted; 2 for an unknown option', async () => {
  const [row, gone] = await sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    const [changed] =
      await transaction`UPDATE moderation_audit SET actor_id = 'ply_2' WHERE ref_id = 'trn_2' RETURNING id`;
    const [deleted] = await transaction`DELETE FROM moderation_audit WHERE ref_id = 'trn_3' RETURNING id`;
    return [changed, deleted];
  });
  const day = new Date().toISOString().slice(0, 10);
  expect(verify().stdout).toContain(`${row?.id} of ${day} was changed after it was sealed (segment 1)\n`);
  expect(verify().stdout).toContain(`${gone?.id} of ${day} was deleted (segment 1)\n`);
  const { status, stdout } = verify('--json');
  // In the order of ids, which are random within a millisecond.
  const { findings } = JSON.parse(stdout) as { findings: { kind: string }[] };
  expect(findings.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
    { kind: 'row_changed', id: row?.id, segment: 1, day },
    { kind: 'row_deleted', id: gone?.id, segment: 1, day },
  ]);
  expect(status).toBe(1);
  expect(verify('--all').status).toBe(2);
});
