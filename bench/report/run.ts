// The run that most sections use: conditions, samples and budgets.

import budgets from '../budgets.json' with { type: 'json' };
import { type Breach, type Budget, judge } from '../harness/gate.ts';
import { type RunRecord, recordFile, type ScenarioRecord, samplesFile } from '../harness/run-record.ts';
import type { Sample } from '../harness/sample.ts';
import { type Summary, summarize } from '../harness/summary.ts';
import type { Results } from './results.ts';

export interface Measured extends ScenarioRecord {
  readonly samples: readonly Sample[];
  readonly summary: Summary;
  readonly budget: Budget;
  readonly breaches: readonly Breach[];
}

export interface Run extends Omit<RunRecord, 'scenarios'> {
  readonly scenarios: readonly Measured[];
  /** Scenarios that have a budget and were not part of the run. */
  readonly unmeasured: readonly string[];
}

/** @throws Error when a scenario has samples but no budget. */
export function readRun(results: Results): Run {
  const record = results.json<RunRecord>(recordFile);
  const names = record.scenarios.map(({ scenario }) => scenario);
  const unmeasured = Object.keys(budgets).filter((name) => !names.includes(name));
  return { ...record, unmeasured, scenarios: record.scenarios.map((scenario) => measured(results, scenario)) };
}

function measured(results: Results, record: ScenarioRecord): Measured {
  const samples = results.samples(samplesFile(record.scenario));
  const summary = summarize(samples);
  const budget = (budgets as Record<string, Budget>)[record.scenario];
  if (budget === undefined) throw new Error(`${record.scenario} has no budget`);
  return { ...record, samples, summary, budget, breaches: judge(record.scenario, summary, budget) };
}
