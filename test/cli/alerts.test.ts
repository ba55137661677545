// The alerting rules an operator loads: read by Prometheus' own grammar, and about numbers that /metrics has.

import { parser } from '@prometheus-io/lezer-promql';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderAlertRules } from '../../src/cli/alerts.ts';
import { prometheusName } from '../../src/metrics/sample.ts';
import { listStoreEvents } from '../../src/objects/observed.ts';

const { groups } = parse(renderAlertRules()) as { groups: { rules: { alert: string; expr: string }[] }[] };
const rules = groups.flatMap((group) => group.rules);

/** Names of metrics in an expression; fails on what Prometheus could not read. */
function namesIn(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter(node) {
      if (node.type.isError) throw new Error(`at ${node.from} of ${expr}`);
      if (node.name === 'Identifier') names.push(expr.slice(node.from, node.to));
    },
  });
  return names;
}

it('every rule is written in PromQL, about numbers that are published', () => {
  const published = new Set([
    ...listStoreEvents().map(({ name }) => prometheusName(name, 'counter')),
    prometheusName('cert.repair.backlog', 'gauge'),
    prometheusName('cert.consistency.mismatch', 'gauge'),
    prometheusName('economy.reconcile.drift', 'gauge'),
    prometheusName('economy.reconcile.finished', 'gauge'),
  ]);
  for (const { alert, expr } of rules) {
    const names = namesIn(expr);
    expect(names.length, alert).toBeGreaterThan(0);
    expect(
      names.filter((name) => !published.has(name)),
      alert,
    ).toEqual([]);
  }
});

it('a rule that Prometheus could not read would be noticed', () => {
  expect(() => namesIn('sum(rate(x_total[10m]) > ')).toThrow();
});

it.each([
  ['CertificateWritesFailing', '> 0.05', '[10m]'],
  ['CertificateReadsFallingBack', '> 0.1', '[10m]'],
  ['CertificateDeletesFailing', '> 0.02', '[10m]'],
  ['CertificateWriteSuccessLow', '< 0.95', '[10m]'],
  ['CertificateStoresDisagree', '> 0.005', ''],
])('%s wakes at %s', (alert, threshold, over) => {
  const rule = rules.find((candidate) => candidate.alert === alert);
  expect(rule?.expr.endsWith(threshold)).toBe(true);
  expect(rule?.expr).toContain(over);
});
