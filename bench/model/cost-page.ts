// The page on monthly costs: the use and the bill for some numbers of players, and what Infrequent Access would cost.

import { readConfig } from '../../src/app/configuration/config.ts';
import { committedFolder } from '../harness/results-folder.ts';
import { openResults } from '../report/results.ts';
import type { GrowthResult } from './growth.ts';
import { habits, infrequentAccessMonths, monthlyCost, monthlyUse, phases } from './monthly.ts';
import prices from './prices.json' with { type: 'json' };

export const costPage = new URL('../../docs/operations/cost.md', import.meta.url).pathname;

const playerCounts = [1_000, 100_000, 1_000_000];
/** One backend object per so many players, at least two. */
const playersPerShard = 10_000;
const { backendShards } = readConfig({
  JWT_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://laurel.test',
  DATABASE_URL: 'postgres://model',
});
const shardsFor = (players: number) => Math.max(backendShards, Math.ceil(players / playersPerShard));

const whole = (amount: number) => Math.round(amount).toLocaleString('en-US');
const row = (...cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

export function renderCostPage(): string {
  const growth = openResults(committedFolder).json<GrowthResult>('growth.json');
  const uses = playerCounts.map((players) => ({ players, use: monthlyUse(players, shardsFor(players), growth) }));
  const costs = uses.flatMap(({ players, use }) =>
    phases.map((phase) => {
      const { plan, requests, objects, queue, r2, s3, total } = monthlyCost(use, phase, prices);
      return row(whole(players), phase, ...[plan, requests, objects, queue, r2, s3, total].map(whole));
    }),
  );
  const amounts = uses.map(({ players, use }) =>
    row(
      ...[whole(players), shardsFor(players), whole(use.requests / 1e6), whole(use.cpuMs / 1e6)],
      ...[whole(use.objectGbSeconds / 1e6), whole(use.files / 1e3), whole(use.storedGb)],
    ),
  );
  const sizes = [12_000, 120_000, 1_000_000].map((size) => {
    const { move, read } = infrequentAccessMonths(size, prices);
    return row(`${whole(size / 1000)} KB`, whole(move), read.toFixed(1));
  });
  return `# What a month costs

Written by \`npm run bench:cost\` from the capacity model (\`bench/model/\`), measured CPU (\`bench/results/growth.json\`) and the prices of ${prices.asOf} in \`bench/model/prices.json\`; change those and run it again.
It is an estimate: nobody has paid such a bill yet. ${prices.currency}, without taxes, and without Postgres, whose price is your provider's.

Assumed for each player and month: ${habits.tournaments} tournaments with the acts of \`bench/model/demand.ts\`, a certificate for each, and ${habits.downloadsPerCertificate} downloads of it. Certificates are kept, so storage is that after ${habits.yearsKept} years.
Workers Paid is needed: the free plan ends a request after 10 ms of CPU, and drawing a certificate takes about ${habits.drawingMs} ms for both files.

${row('players', 'stores', 'plan', 'requests and CPU', 'Durable Objects', 'queue', 'R2', 'S3', 'together')}
${row('---:', '---', ...Array.from({ length: 7 }, () => '---:'))}
${costs.join('\n')}

What is used for it:

${row('players', '`BACKEND_SHARDS`', 'million requests', 'million ms of CPU', 'million GB-seconds', 'thousand files', 'GB stored')}
${row(...Array.from({ length: 7 }, () => '---:'))}
${amounts.join('\n')}

Backend objects keep their connections to Postgres open and are billed the whole month; rooms are billed while a tournament is played. \`S3 read first\` is the dearest phase, because S3 bills transfer to the internet and R2 does not: it is for the time in which R2 is left, or for a provider without that price.

## Why not R2's Infrequent Access

An object moved there saves ${(prices.cloudflare.r2.storageGb.each - prices.cloudflare.r2InfrequentAccess.storageGb).toFixed(3)} per GB and month. Moving it costs a write in the dearer class, and each read costs more than in the standard class. In months of saving:

${row('size', 'moving it', 'each read')}
${row('---:', '---:', '---:')}
${sizes.join('\n')}

A PDF has about 12 KB. It would have to lie for years to pay for being moved, and one verification takes more of it again.
`;
}
