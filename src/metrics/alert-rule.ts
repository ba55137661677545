// Prometheus alerting rules: their type and the expressions that all domains use.
// Each domain lists its rules in `alert-rules.ts`; `npm run alerts` prints them all.

import { prometheusName } from './sample.ts';

export interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: 'warning' | 'critical' };
  readonly annotations: { readonly summary: string };
}

/** Increase of these counters within `over`, summed over all labels. */
export function countOf(names: readonly string[], over: string): string {
  return names.map((name) => `sum(increase(${prometheusName(name, 'counter')}[${over}]))`).join(' + ');
}

export interface Share {
  readonly part: string;
  readonly whole: readonly string[];
  readonly over: string;
}

/** The ratio of two counts. With few events a ratio is noise: combine it with `atLeast`. */
export function shareOf({ part, whole, over }: Share): string {
  return `${countOf([part], over)} / (${countOf(whole, over)})`;
}

/** True if the counter grew by `count`. Put it before a ratio with `and`. `increase` extrapolates, hence the 0.5. */
export function atLeast(count: number, name: string, over: string): string {
  return `${countOf([name], over)} > ${count - 0.5}`;
}

export interface WatchedSeries {
  readonly alert: string;
  /** Prometheus names. */
  readonly series: readonly string[];
  readonly for: string;
}

/** A comparison with a missing series is never true, so a missing series needs a rule of its own. */
export function absenceRule({ alert, series, for: duration }: WatchedSeries): AlertRule {
  return {
    alert,
    expr: series.map((name) => `absent(${name})`).join(' or '),
    for: duration,
    labels: { severity: 'warning' },
    annotations: { summary: `Series that alerting rules read are missing: ${series.join(', ')}.` },
  };
}
