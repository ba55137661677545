// Checks a scenario against the contract and the own targets in budgets.json.

import type { Summary } from './summary.ts';

export interface Budget {
  /** Absent: no contract. */
  readonly contractP95Ms?: number;
  readonly contractP99Ms?: number;
  readonly targetP95Ms: number;
  readonly errorRateMax: number;
}

export interface Breach {
  readonly scenario: string;
  readonly objective: string;
  readonly limit: string;
  readonly measured: string;
}

export function judge(scenario: string, summary: Summary, budget: Budget | undefined): Breach[] {
  if (budget === undefined) return [];
  const over = (objective: string, limitMs: number | undefined, measuredMs: number): Breach[] =>
    limitMs === undefined || measuredMs <= limitMs
      ? []
      : [{ scenario, objective, limit: `${limitMs} ms`, measured: `${measuredMs.toFixed(1)} ms` }];
  const share = (rate: number) => `${(rate * 100).toFixed(2)} %`;
  const errors =
    summary.errorRate < budget.errorRateMax
      ? []
      : [{ scenario, objective: 'errors', limit: share(budget.errorRateMax), measured: share(summary.errorRate) }];
  return [
    ...errors,
    ...over('contract p95', budget.contractP95Ms, summary.p95Ms),
    ...over('contract p99', budget.contractP99Ms, summary.p99Ms),
    ...over('target p95', budget.targetP95Ms, summary.p95Ms),
  ];
}
