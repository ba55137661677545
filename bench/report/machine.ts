// The machine and the method of the measurements.

import { type Section, table, text } from './document.ts';
import type { Results } from './results.ts';
import { readRun } from './run.ts';

export function machine(results: Results): Section {
  const { machine: host, distanceMs } = readRun(results);
  return {
    id: 'method',
    title: 'Machine and method',
    blocks: [
      table(
        ['property', 'value'],
        [
          ['processor', `${host.model}, ${host.cores} cores`],
          ['memory', `${host.memoryGib} GiB`],
          ['kernel', host.kernel],
          ['Node', host.node],
          ['added latency to the database', `${distanceMs} ms`],
        ],
      ),
      text(
        'workerd runs the deployed bundle of the Worker. Postgres is a real server with durable commits. S3 and R2 are local servers that verify signatures. Nothing is mocked. All processes share the same cores.',
      ),
      text(
        'Requests use a direct socket of the Worker. Miniflare’s proxy for Workers with static files is not part of a deployment, and would share the Worker’s thread. Copied data is flushed to disk before a run starts.',
      ),
      text(
        'The load model is open: due times are fixed before the first request is sent, and a slow response does not delay later requests. A server that stalls for five seconds therefore shows it in p99; `test/bench/harness.test.ts` tests this.',
      ),
      text(
        'Absolute figures vary with the host by up to a factor of two; ratios within one run are stable. `npm run bench:compare -- <git ref>` therefore measures two versions in alternating rounds and reports ratios of medians with bootstrap intervals.',
      ),
      text(
        'All samples are in `bench/results/*.jsonl.gz`: one line per request with due time, send time, completion time and outcome. This report is computed from these files only. A test regenerates it and compares.',
      ),
    ],
  };
}
