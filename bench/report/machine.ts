// What it was measured on, and how, so that anybody can do it again and knows what the figures are worth.

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
        ['of the machine', ''],
        [
          ['processor', `${host.model}, ${host.cores} cores`],
          ['memory', `${host.memoryGib} GiB`],
          ['kernel', host.kernel],
          ['Node', host.node],
          ['distance to the database', `${distanceMs} ms`],
        ],
      ),
      text(
        'The Worker is bundled as it is deployed and run by workerd; Postgres is a real server with durable commits; S3 and R2 are signature-checking servers on the same machine. Nothing is mocked, and everything shares the same cores: on more of them the figures are better.',
      ),
      text(
        'Requests come in at the Worker’s own socket. What Miniflare puts before a Worker with static files, a router and a proxy written in JavaScript, is deployed nowhere, and here it would share the Worker’s thread. What is copied to prepare a run is on the disk before it begins.',
      ),
      text(
        'The model is open: the instants at which requests are due are fixed before the first is sent, and a slow answer delays none of the following. A server that freezes for five seconds therefore shows it in its p99; `test/bench/harness.test.ts` freezes one and looks.',
      ),
      text(
        'Absolute figures wander with the host by a factor of two; ratios of one run hold. `npm run bench:compare -- <git ref>` therefore runs two versions in turns and quotes ratios of medians with bootstrap intervals.',
      ),
      text(
        'Every sample is kept in `bench/results/*.jsonl.gz`: one line a request with when it was due, when it was sent, when its answer was complete, and what became of it. This report is computed from these files alone, and a test makes it again and compares.',
      ),
    ],
  };
}
