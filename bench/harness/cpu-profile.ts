// Groups the samples of V8's profiler by place: a folder below src, a package, or the runtime.

import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';

/** `Profiler.Profile` of the Chrome DevTools Protocol. */
export interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  /** Node ids. */
  readonly samples: readonly number[];
}

export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  /** Zero-based, like the column. */
  readonly lineNumber: number;
  readonly columnNumber: number;
}

export type PlaceOf = (frame: CallFrame) => string | null;

/**
 * Counts samples per place. Idle samples (place null) are left out. `timeDeltas` are not used: V8 takes no samples while
 * workerd runs outside the isolate, so the first sample afterwards would be charged with all of that time.
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

/** Reads the source map of the bundle in `folder`. */
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

/** The innermost package, or the folder below `src`; `src` itself for a file directly in it. */
export function placeOfSource(path: string): string {
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (inPackage !== undefined) return inPackage;
  const [, folder = '', isFile] = /(?:^|\/)src\/([^/]+)(\/)?/.exec(path) ?? [];
  return folder === '' ? 'the bundle itself' : isFile === undefined ? 'src' : `src/${folder}`;
}
