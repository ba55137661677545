// What a Prometheus alerting rule is, and the expressions that the rules of all domains share.
// Each domain lists its own rules in `alert-rules.ts`; `npm run alerts` prints them all.

import { prometheusName } from './sample.ts';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: 'warning' | 'critical' };
  readonly annotations: { readonly summary: string };
}

/** How often these counters, and all their labels, were counted within `over`. */
export function countOf(names: readonly string[], over: string): string {
  return names.map((name) => `sum(increase(${prometheusName(name, 'counter')}[${over}]))`).join(' + ');
}

export interface Share {
  readonly part: string;
  readonly whole: readonly string[];
  readonly over: string;
}

/** A share of events. With few events a share says little: guard the rule with `atLeast`. */
export function shareOf({ part, whole, over }: Share): string {
  return `${countOf([part], over)} / (${countOf(whole, over)})`;
}

/** Holds where the counter grew by this many: put before a share with `and`. `increase` extrapolates, hence the half. */
export function atLeast(count: number, name: string, over: string): string {
  return `${countOf([name], over)} > ${count - 0.5}`;
}

export interface WatchedSeries {
  readonly alert: string;
  /** Prometheus names. */
  readonly series: readonly string[];
  readonly for: string;
}

/** A comparison with a series that does not exist is never true: its absence needs a rule of its own. */
export function absenceRule({ alert, series, for: duration }: WatchedSeries): AlertRule {
  return {
    alert,
    expr: series.map((name) => `absent(${name})`).join(' or '),
    for: duration,
    labels: { severity: 'warning' },
    annotations: { summary: `Series that alerting rules read are missing: ${series.join(', ')}.` },
  };
}
