// Every hot query at volume: what it touches, and what it may.

import type { PlansResult } from '../measure-plans.ts';
import { type Section, table, text } from './document.ts';
import { milliseconds, whole } from './figures.ts';
import type { Results } from './results.ts';

export function watchedQueries(results: Results): Section {
  const { plans, volume } = results.json<PlansResult>('plans.json');
  const scanning = plans.filter(({ sequentialScans }) => sequentialScans.length > 0);
  const over = plans.filter(({ buffers, buffersMax }) => buffers > buffersMax);
  const verdict =
    scanning.length + over.length === 0
      ? 'none reads a large table from end to end, and none touches more buffers than stated'
      : `of which ${scanning.length} read a large table from end to end and ${over.length} touch too many buffers`;
  const lead = `${plans.length} queries at ${whole(volume.ledgerRows)} rows of the ledger: ${verdict}. They are explained as the code sends them, with the plan that Postgres keeps for any parameters, and counted with what triggers and functions do. \`bench/plans.ts\` lists them; a test fails when a store gains a function that is neither there nor excused in \`bench/rare-queries.ts\`.`;
  const rows = plans.map(({ name, buffers, buffersMax, ms }) => [
    name,
    whole(buffers),
    whole(buffersMax),
    milliseconds(ms),
  ]);
  return {
    id: 'queries',
    title: 'Every hot query',
    blocks: [text(lead), table(['query', 'buffers', 'at most', 'time'], rows)],
  };
}
