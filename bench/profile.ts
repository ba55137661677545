// `npm run bench:profile`: profiles the Worker with V8's profiler while each path is driven at its usual rate. Reports shares by place,
// because V8 does not keep the requested sampling interval.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../src/cli/dev/free-port.ts';
import { findScenario } from './acts/scenarios.ts';
import { type Inspector, openInspector } from './bed/inspector.ts';
import { measureStep, type TestBed, withTestBed } from './bed/test-bed.ts';
import { type CpuProfile, readPlaces, samplesByPlace } from './harness/cpu-profile.ts';
import { describeMachine } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { type ProfiledPath, type ProfileRecord, profileFile } from './harness/profile-record.ts';
import { resultsFolder } from './harness/results-folder.ts';
import { showTable } from './harness/show-table.ts';
import { fullVolume } from './volume.ts';

const { values } = readOptions({
  scenario: {
    type: 'string',
    multiple: true,
    default: ['registration', 'result', 'transfer', 'verification-uncached'],
  },
  seconds: { type: 'string', default: '10' },
  out: { type: 'string', default: resultsFolder },
});
/** Requested; V8 samples less often. */
const intervalMicros = 200;
const inspectorPort = await findFreePort();

const paths = await withTestBed({ volume: fullVolume, inspectorPort }, async (bed) => {
  const inspector = await openInspector(inspectorPort, 'laurel');
  const all: ProfiledPath[] = [];
  for (const path of values.scenario) all.push(await profile(bed, inspector, path));
  inspector.close();
  return all;
});
mkdirSync(values.out, { recursive: true });
const record: ProfileRecord = { machine: describeMachine(), paths };
writeFileSync(join(values.out, profileFile), `${JSON.stringify(record, null, 1)}\n`);
for (const { path, places, workerMs } of paths) {
  const all = places.reduce((sum, { samples }) => sum + samples, 0);
  console.log(`\n${path}: ${workerMs.toFixed(2)} ms per act, ${all} samples`);
  showTable(
    ['place', 'share'],
    places.map(({ place, samples }) => [place, `${((100 * samples) / all).toFixed(1)} %`]),
  );
}
process.exit();

async function profile(bed: TestBed, inspector: Inspector, path: string): Promise<ProfiledPath> {
  const { ratePerSecond } = findScenario(path);
  const count = Math.ceil(ratePerSecond * Number(values.seconds));
  const generator = await bed.prepare(path, count);
  try {
    await inspector.ask('Profiler.enable');
    await inspector.ask('Profiler.setSamplingInterval', { interval: intervalMicros });
    await inspector.ask('Profiler.start');
    const { cpuMsPerAct } = await measureStep(generator, { ratePerSecond, count, poissonSeed: null });
    const { profile } = await inspector.ask<{ profile: CpuProfile }>('Profiler.stop');
    const counts = [...samplesByPlace(profile, readPlaces(join(bed.home, 'build')))];
    const places = counts.map(([place, samples]) => ({ place, samples })).toSorted((a, b) => b.samples - a.samples);
    return { path, ratePerSecond, count, workerMs: cpuMsPerAct.worker, places };
  } finally {
    await generator.stop();
  }
}
