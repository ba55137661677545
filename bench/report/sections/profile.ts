// CPU profile of the Worker, by path and place.

import { type ProfiledPath, type ProfileRecord, profileFile } from '../../harness/profile-record.ts';
import { type Section, table, text } from '../document.ts';
import { milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';

/** Places below this share on all paths are combined as others. */
const shareMin = 0.02;

export function profile(results: Results): Section {
  const { paths } = results.json<ProfileRecord>(profileFile);
  const all = [...new Set(paths.flatMap(({ places }) => places.map(({ place }) => place)))];
  const sharesOf = (place: string) => paths.map((path) => samplesIn(path, (name) => name === place) / samplesIn(path));
  const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);
  const named = all
    .filter((place) => sharesOf(place).some((share) => share >= shareMin))
    .toSorted((a, b) => sum(sharesOf(b)) - sum(sharesOf(a)));
  const others = paths.map((path) => samplesIn(path, (name) => !named.includes(name)) / samplesIn(path));
  return {
    id: 'profile',
    title: 'CPU profile of the Worker',
    blocks: [
      text(
        'Samples of V8’s profiler at the usual rate of each path, as shares by place. A sample counts for the running function, not for its callers. `workerd` is the runtime: requests, streams, promises and cryptography outside JavaScript. The profiler itself adds overhead.',
      ),
      table(
        ['', ...paths.map(({ path }) => path)],
        [
          ...named.map((place) => [place, ...sharesOf(place).map(percent)]),
          ['others', ...others.map(percent)],
          ['samples', ...paths.map((path) => whole(samplesIn(path)))],
          ['CPU time per act, whole process', ...paths.map(({ workerMs }) => milliseconds(workerMs))],
        ],
      ),
    ],
  };
}

function samplesIn({ places }: ProfiledPath, isIncluded: (place: string) => boolean = () => true): number {
  return places.reduce((total, { place, samples }) => (isIncluded(place) ? total + samples : total), 0);
}
