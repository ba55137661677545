// The busy acts with the database far away: what distance costs, and that the contract holds all the same.

import budgets from '../budgets.json' with { type: 'json' };
import type { DistanceResult } from '../distance.ts';
import type { Budget } from '../harness/gate.ts';
import { summarize } from '../harness/summary.ts';
import { type Section, table, text } from './document.ts';
import { figure, milliseconds, percent } from './figures.ts';
import type { Results } from './results.ts';

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
      ? 'The contract holds.'
      : `The contract is broken by ${broken.map(({ path }) => path).join(', ')}.`;
  const lead = `${verdict} Every byte between the Worker's connections and Postgres was held back so that a round trip took ${distanceMs} ms more; there were ${backendShards} backend objects.`;
  const counted =
    'Round trips are counted on the wire, one act after the other, with silence between: those until the answer, the median of an act. “Behind” is what follows the answer: that a room has heard is written down, under load for many events at once. What an act waits for can be had without counting, too: the difference of the two medians, divided by the distance.';
  const head = [
    'act',
    'round trips',
    'behind',
    'alone, near',
    'alone, far',
    'waits',
    'a second',
    'p50',
    'p95',
    'p99',
    'errors',
    'contract p95',
  ];
  const rows = measured.map(({ path, roundTrips, behind, nearMs, farMs, ratePerSecond, summary, contractMs }) => [
    path,
    String(roundTrips),
    figure(behind),
    milliseconds(nearMs),
    milliseconds(farMs),
    figure((farMs - nearMs) / distanceMs),
    String(ratePerSecond),
    ...[summary.p50Ms, summary.p95Ms, summary.p99Ms].map(milliseconds),
    percent(summary.errorRate),
    contractMs === undefined ? 'none' : milliseconds(contractMs),
  ]);
  return { id: 'distance', title: 'A database far away', blocks: [text(lead), text(counted), table(head, rows)] };
}
