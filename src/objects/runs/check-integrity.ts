// Use case: the spot check. Reads a random sample of copies and verifies their hashes. Wrong copies are scheduled for repair.

import { mapConcurrently } from '../../core/map-concurrently.ts';
import type { RepairPorts } from '../repair-objects.ts';
import { scheduleCopy } from '../store.ts';
import { readWhole } from '../stores/mirrored.ts';
import { describeCause } from '../stores/object-store.ts';
import { failureOf } from '../stores/observed.ts';
import type { Side } from '../stores/phase.ts';
import { sampleSize } from './consistency.ts';
import { countCopies, sampleObjects } from './object-scan-store.ts';
import { addTallies, type Finding, type Run, type Step, sidesOf } from './run.ts';

const readsAtOnce = 4;

/** The whole sample is one step: at most 1,000 reads per store. */
export async function checkIntegrity(ports: RepairPorts, run: Run): Promise<Step> {
  const sides = sidesOf(run, ports.mirrored.phase);
  const counts = await countCopies(ports.db);
  const checked = await Promise.all(sides.map((side) => checkSide(ports, side, sampleSize(counts[side]))));
  const findings = checked.flatMap((side) => side.findings);
  return { cursor: run.cursor, tally: addTallies(...checked.map((side) => side.tally)), findings, isLast: true };
}

async function checkSide({ db, clock, mirrored }: RepairPorts, side: Side, size: number) {
  const items = await sampleObjects(db, side, size);
  const results = await mapConcurrently(
    items,
    readsAtOnce,
    async ({ key, sha256, copies }): Promise<Finding | null> => {
      try {
        await readWhole(mirrored.storeOf(side), key, sha256);
        return null;
      } catch (error) {
        const problem = failureOf(error);
        const found = ({ corrupt: 'corrupt', not_found: 'missing' } as const)[String(problem)];
        if (found !== undefined && copies[side] === 'stored')
          await scheduleCopy(db, { key, side, problem: found }, clock());
        return { key, side, problem, cause: describeCause(error) };
      }
    },
  );
  const findings = results.filter((finding) => finding !== null);
  const wrong = findings.filter(({ problem }) => problem === 'corrupt' || problem === 'not_found').length;
  const tally = {
    [`${side}.checked`]: items.length,
    [`${side}.wrong`]: wrong,
    [`${side}.unread`]: findings.length - wrong,
  };
  return { tally, findings };
}
