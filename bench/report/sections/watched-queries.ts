// The hot queries at full volume: buffers used and allowed.

import type { PlansResult } from '../../plans/measure-plans.ts';
import { type Section, table, text } from '../document.ts';
import { milliseconds, whole } from '../figures.ts';
import type { Results } from '../results.ts';

export function watchedQueries(results: Results): Section {
  const { plans, volume } = results.json<PlansResult>('plans.json');
  const scanning = plans.filter(({ sequentialScans }) => sequentialScans.length > 0);
  const over = plans.filter(({ buffers, buffersMax }) => buffers > buffersMax);
  const verdict =
    scanning.length + over.length === 0
      ? 'none scans a large table, and none uses more buffers than allowed'
      : `${scanning.length} scan a large table, and ${over.length} use more buffers than allowed`;
  const lead = `${plans.length} queries with ${whole(volume.ledgerRows)} ledger rows: ${verdict}. They are explained as the code sends them, with the generic plan, and include the buffers of triggers and functions. \`bench/plans/plans.ts\` lists them. A test fails when a store gains a function that is in neither \`bench/plans/plans.ts\` nor \`bench/plans/rare-queries.ts\`.`;
  const rows = plans.map(({ name, buffers, buffersMax, ms }) => [
    name,
    whole(buffers),
    whole(buffersMax),
    milliseconds(ms),
  ]);
  return {
    id: 'queries',
    title: 'Hot queries',
    blocks: [text(lead), table(['query', 'buffers', 'allowed', 'time'], rows)],
  };
}
