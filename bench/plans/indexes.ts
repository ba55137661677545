// `npm run bench:indexes`: the two indexes at full volume. Explains the code's query without and with each index, warm and cold, and
// measures the write cost. Writes results/indexes.json and prints the plans.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { runConcurrently } from '../../src/cli/database/build-index.ts';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { type ColdMethod, dropFileCache } from '../bed/cold-start.ts';
import { copyCluster } from '../bed/database.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { fullVolume, stagesOf, type Volume } from '../volume.ts';
import { buffersOf, explainSent, openCatching, type PlanNode, type Sent } from './explain.ts';
import { type IndexCase, indexCases } from './index-cases.ts';
import { measureWrites, type WriteCost } from './index-writes.ts';
import { readPlan } from './read-plan.ts';

export interface Execution {
  readonly ms: number;
  readonly buffers: number;
  readonly tree: PlanNode;
}

export interface IndexState {
  readonly state: string;
  readonly warm: Execution;
  readonly cold: Execution;
}

export interface IndexResult {
  readonly index: string;
  readonly table: string;
  readonly query: string;
  readonly statement: string;
  readonly indexBytes: number;
  readonly buildMs: number;
  /** The last state has the index. */
  readonly states: readonly IndexState[];
  readonly writes: WriteCost;
}

export interface IndexesResult {
  readonly machine: Machine;
  readonly volume: Volume;
  readonly cold: ColdMethod;
  readonly indexes: readonly IndexResult[];
}

const { values } = readOptions({ rounds: { type: 'string', default: '10' } });
const warmUps = 7;
const home = mkdtempSync(join(tmpdir(), 'laurel-indexes-'));
try {
  const cluster = await copyCluster(home, fullVolume);
  let server = await startLocalPostgres(cluster);
  let cold: ColdMethod | undefined;
  /** Renames the database, so that it can be a template. */
  const address = () => server.url.replace(/\/postgres$/, '/laurel');
  const asAdministrator = async <T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
    const sql = postgres(url, { max: 1, onnotice: () => {} });
    return work(sql).finally(() => sql.end());
  };
  await asAdministrator(server.url.replace(/\/postgres$/, '/template1'), (sql) =>
    sql.unsafe('ALTER DATABASE postgres RENAME TO laurel'),
  );

  const execute = async (sent: Sent, times: number): Promise<Execution> => {
    const { db } = openCatching(address());
    try {
      await db.sql.unsafe('SET track_io_timing = on');
      for (let time = 1; time < times; time += 1)
        await db.sql.unsafe(sent.statement, [...sent.parameters] as never[], { prepare: true });
      const { tree, ms } = await explainSent(db.sql, sent);
      return { ms, buffers: buffersOf(tree), tree };
    } finally {
      await db.close();
    }
  };

  const examine = async (state: string, sent: Sent): Promise<IndexState> => {
    await asAdministrator(address(), (sql) => sql.unsafe('CHECKPOINT'));
    await server.stop();
    cold = dropFileCache(cluster.folder);
    server = await startLocalPostgres(cluster);
    const first = await execute(sent, 1);
    return { state, cold: first, warm: await execute(sent, warmUps) };
  };

  const measure = async (subject: IndexCase): Promise<IndexResult> => {
    const { index, table, query, earlier } = subject;
    const { db, last } = openCatching(address());
    await query.run(db, stagesOf(fullVolume));
    const sent = last();
    await db.close();
    const states: IndexState[] = [];
    await asAdministrator(address(), (sql) => runConcurrently(sql, `DROP INDEX CONCURRENTLY ${index}`));
    for (const { state, statements } of earlier) {
      await asAdministrator(address(), async (sql) => {
        for (const statement of statements) await sql.unsafe(statement);
        await sql.unsafe(`ANALYZE ${table}`);
      });
      states.push(await examine(state, sent));
    }
    const began = performance.now();
    await asAdministrator(address(), async (sql) => {
      for (const statement of statementsOf(subject)) await runConcurrently(sql, statement);
    });
    const buildMs = performance.now() - began;
    states.push(await examine('with it', sent));
    const indexBytes = await asAdministrator(address(), async (sql) => {
      const [row] = await sql<{ bytes: string }[]>`SELECT pg_relation_size(${index}::regclass) AS bytes`;
      return Number(row?.bytes);
    });
    const rounds = { count: Number(values.rounds), seconds: 1 };
    const writes = await asAdministrator(server.url.replace(/\/postgres$/, '/template1'), (sql) =>
      measureWrites(sql, { url: address(), subject, rounds }),
    );
    return { index, table, query: query.name, statement: sent.statement.trim(), indexBytes, buildMs, states, writes };
  };

  const indexes: IndexResult[] = [];
  for (const subject of indexCases) indexes.push(await measure(subject));
  await server.stop();
  const result: IndexesResult = { machine: describeMachine(), volume: fullVolume, cold: cold as ColdMethod, indexes };
  const folder = resultsFolder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'indexes.json'), `${JSON.stringify(result, null, 2)}\n`);
  show(result);
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();

/** The statements of the migration. */
function statementsOf({ migration }: IndexCase): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../drizzle', migration), 'utf8');
  return text.split('--> statement-breakpoint').filter((statement) => statement.trim() !== '');
}

function show({ indexes, cold }: IndexesResult): void {
  for (const { index, statement, states, writes } of indexes) {
    console.log(`\n${index}\n${statement}\n`);
    for (const state of states) {
      console.log(`── ${state.state}, warm: ${state.warm.ms.toFixed(2)} ms\n${readPlan(state.warm.tree)}`);
      console.log(`── ${state.state}, cold (${cold}): ${state.cold.ms.toFixed(2)} ms\n${readPlan(state.cold.tree)}`);
    }
    for (const round of writes.rounds)
      console.log(
        `${writes.act}: ${round.with.actMs.toFixed(2)} ms with, ${round.without.actMs.toFixed(2)} ms without`,
      );
  }
}
