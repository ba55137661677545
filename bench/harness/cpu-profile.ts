// What V8's sampling profiler saw, told by place: a folder of ours, a package, or the runtime beneath.

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';

/** As the Chrome DevTools Protocol has it: `Profiler.Profile`. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  /** Ids of nodes. */
  readonly samples: readonly number[];
}

export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** From 0, as the column. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export type PlaceOf = (frame: CallFrame) => string | null;

/**
 * How many samples fell on each place; waiting, whose place is null, is left out. Their `timeDeltas` are of no use: nobody
 * samples while workerd is outside of the isolate, so that the first sample afterwards would stand for all that time.
 */
export function samplesByPlace({ nodes, samples }: CpuProfile, placeOf: PlaceOf): Map<string, number> {
  const places = new Map(nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
  const counts = new Map<string, number>();
  for (const id of samples) {
    const place = places.get(id) ?? null;
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}

/** For a bundle in `folder` with its source map. */
export function readPlaces(folder: string): PlaceOf {
  const map = new SourceMap(JSON.parse(readFileSync(join(folder, 'worker.js.map'), 'utf8')));
  return (frame) => {
    if (frame.functionName === '(idle)') return null;
    if (frame.functionName === '(garbage collector)') return 'garbage collection';
    if (frame.url.startsWith('node-internal:')) return 'workerd: node modules';
    if (frame.url === '') return 'workerd';
    const entry = map.findEntry(frame.lineNumber, frame.columnNumber);
    return 'originalSource' in entry ? placeOfSource(entry.originalSource) : 'the bundle itself';
  };
}

/** The innermost package, or the folder below `src`. */
export function placeOfSource(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage !== undefined) return inPackage;
  const [, folder = '', isFile] = /(?:^|\/)src\/([^/]+)(\/)?/.exec(path) ?? [];
  return folder === '' ? 'the bundle itself' : isFile === undefined ? 'src' : `src/${folder}`;
}
