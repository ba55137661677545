// The generated alert rules: parsed by Prometheus' grammar and compared with the metrics of /metrics.

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderAlertRules, runbook } from '../../src/cli/operator/alerts.ts';
import { economyMetrics } from '../../src/economy/metrics.ts';
import { prometheusName } from '../../src/metrics/sample.ts';
import { objectMetrics } from '../../src/objects/metrics.ts';
import { listStoreEvents } from '../../src/objects/stores/observed.ts';
import { webhookMetrics } from '../../src/webhooks/metrics.ts';
import { metricNamesIn } from '../support/pages/metric-names.ts';

const { groups } = parse(renderAlertRules()) as {
  groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
};
const rules = groups.flatMap((group) => group.rules);

const families = [...objectMetrics, ...economyMetrics, ...webhookMetrics];
const published = new Set(families.map(({ name, kind }) => prometheusName(name, kind)));

it('every rule is valid PromQL and uses published metrics only', () => {
  for (const { alert, expr } of rules) {
    const names = metricNamesIn(expr);
    expect(names.length, alert).toBeGreaterThan(0);
    expect(
      names.filter((name) => !published.has(name)),
      alert,
    ).toEqual([]);
  }
});

it('every series that a rule reads has an alert for its absence', () => {
  const isAbsence = ({ expr }: { expr: string }) => expr.startsWith('absent(');
  const watched = new Set(rules.filter(isAbsence).flatMap(({ expr }) => metricNamesIn(expr)));
  const read = rules.filter((rule) => !isAbsence(rule)).flatMap(({ expr }) => metricNamesIn(expr));
  expect(read.filter((name) => !watched.has(name))).toEqual([]);
});

it('a rule about a ratio requires a minimum number of events', () => {
  const ratioRules = rules.filter(({ expr }) => expr.includes(' / '));
  expect(ratioRules.length).toBeGreaterThan(3);
  for (const { alert, expr } of ratioRules) {
    const [guard = ''] = expr.split(' and ');
    expect(guard, alert).toMatch(/^sum\(increase\(\w+\[10m\]\)\) > [24]\.5$/);
  }
});

it('each metric has a unique name and a help sentence', () => {
  expect(published.size).toBe(families.length);
  for (const { help } of families) expect(help).toMatch(/^[A-Z][^\n\\]+\.$/);
  for (const { name } of listStoreEvents()) expect(published).toContain(prometheusName(name, 'counter'));
});

it('every rule has a section of the incident page, and no section is about a rule that is gone', () => {
  const headings = [...readFileSync(runbook, 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
  // What no rule can see has a sentence as its heading.
  expect(headings.filter((heading) => !heading.includes(' ')).sort()).toEqual(rules.map(({ alert }) => alert).sort());
  for (const { alert, annotations } of rules) expect(annotations.runbook).toBe(`${runbook}#${alert.toLowerCase()}`);
});

it('invalid PromQL is detected', () => {
  expect(() => metricNamesIn('sum(rate(x_total[10m]) > ')).toThrow();
});

it.each([
  ['CertificateWritesFailing', '> 0.05', '[10m]'],
  ['CertificateReadsFallingBack', '> 0.1', '[10m]'],
  ['CertificateDeletesFailing', '> 0.02', '[10m]'],
  ['CertificateWriteSuccessLow', '< 0.95', '[10m]'],
  ['CertificateStoresDisagree', '> 0.005', ''],
])('%s alerts at %s', (alert, threshold, window) => {
  const rule = rules.find((candidate) => candidate.alert === alert);
  expect(rule?.expr.endsWith(threshold)).toBe(true);
  expect(rule?.expr).toContain(window);
});
