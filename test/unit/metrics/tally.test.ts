import { describe, expect, it } from 'vitest';
import { renderPrometheus } from '../../../src/metrics/render-prometheus.ts';
import type { Sample } from '../../../src/metrics/sample.ts';
import { createTally } from '../../../src/metrics/tally.ts';

const write = (error: string, value: number): Sample => ({ name: 'cert.s3.write.fail', labels: { error }, value });

describe('the counts of an isolate', () => {
  it('are taken at most once a second, and never twice', () => {
    const tally = createTally();
    expect(tally.take(0)).toBeNull();
    for (let times = 0; times < 3; times += 1) tally.count('a', { error: 'x' });
    expect(tally.take(0)?.counters).toEqual([{ name: 'a', labels: { error: 'x' }, value: 3 }]);
    tally.count('a', { error: 'x' });
    expect([tally.take(999), tally.take(1_000)?.counters[0]?.value]).toEqual([null, 1]);
    expect(tally.take(5_000)).toBeNull();
  });

  it('are restored after a failure, and a newer gauge wins', () => {
    const tally = createTally(0);
    tally.count('a', {});
    tally.gauge({ name: 'g', labels: {}, value: 1 });
    const taken = tally.take(0);
    tally.count('a', {});
    tally.gauge({ name: 'g', labels: {}, value: 2 });
    if (taken !== null) tally.restore(taken);
    const again = tally.take(1);
    expect([again?.counters[0]?.value, again?.gauges[0]?.value]).toEqual([2, 2]);
  });
});

it('the Prometheus text has one block with HELP for each family, and a known counter without counts is 0', () => {
  const metrics = {
    counters: [write('unavailable', 2)],
    gauges: [{ name: 'cert.repair.backlog', labels: {}, value: 7 }],
  };
  const families = [
    { name: 'cert.s3.write.fail', kind: 'counter', help: 'Failed writes.' },
    { name: 'cert.repair.backlog', kind: 'gauge', help: 'Copies to be made.' },
    { name: 'cert.never.measured', kind: 'gauge', help: 'Nothing yet.' },
  ] as const;
  expect(renderPrometheus(metrics, families, [write('unavailable', 0), write('throttled', 0)])).toBe(
    [
      '# HELP cert_never_measured Nothing yet.',
      '# TYPE cert_never_measured gauge',
      '# HELP cert_repair_backlog Copies to be made.',
      '# TYPE cert_repair_backlog gauge',
      'cert_repair_backlog 7',
      '# HELP cert_s3_write_fail_total Failed writes.',
      '# TYPE cert_s3_write_fail_total counter',
      'cert_s3_write_fail_total{error="unavailable"} 2',
      'cert_s3_write_fail_total{error="throttled"} 0',
      '',
    ].join('\n'),
  );
});
