// The busy acts with added latency to the database.

import budgets from '../../budgets.json' with { type: 'json' };
import type { DistanceResult } from '../../distance.ts';
import type { Budget } from '../../harness/gate.ts';
import { summarize } from '../../harness/summary.ts';
import { type Section, table, text } from '../document.ts';
import { figure, milliseconds, percent } from '../figures.ts';
import type { Results } from '../results.ts';

export function farAway(results: Results): Section {
  const { distanceMs, backendShards, paths } = results.json<DistanceResult>('distance.json');
  const measured = paths.map((path) => ({
    ...path,
    summary: summarize(results.samples(path.samplesFile)),
    contractMs: (budgets as Record<string, Budget>)[path.path]?.contractP95Ms,
  }));
  const broken = measured.filter(({ summary, contractMs }) => summary.p95Ms > (contractMs ?? Number.POSITIVE_INFINITY));
  const verdict =
    broken.length === 0
      ? 'All paths meet the contract.'
      : `These paths exceed the contract: ${broken.map(({ path }) => path).join(', ')}.`;
  const lead = `${verdict} A proxy added ${distanceMs} ms to each round trip between the Worker and Postgres. There were ${backendShards} backend objects.`;
  const counted =
    'Round trips are counted in the proxy, for sequential acts without other traffic: the median per act until the response. “After response” counts those that follow, for example to record that a room has received an event; under load this covers many events at once. “Computed” is a check: the difference of the two medians, divided by the added latency.';
  const head = [
    'act',
    'round trips',
    'after response',
    'sequential, no added latency',
    'sequential, added latency',
    'computed',
    'per second',
    'p50',
    'p95',
    'p99',
    'errors',
    'contract p95',
  ];
  const rows = measured.map(
    ({ path, roundTrips, afterResponse, nearMs, farMs, ratePerSecond, summary, contractMs }) => [
      path,
      String(roundTrips),
      figure(afterResponse),
      milliseconds(nearMs),
      milliseconds(farMs),
      figure((farMs - nearMs) / distanceMs),
      String(ratePerSecond),
      ...[summary.p50Ms, summary.p95Ms, summary.p99Ms].map(milliseconds),
      percent(summary.errorRate),
      contractMs === undefined ? 'none' : milliseconds(contractMs),
    ],
  );
  return { id: 'distance', title: 'Latency to the database', blocks: [text(lead), text(counted), table(head, rows)] };
}
