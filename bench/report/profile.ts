// What limits the Worker: where its thread was found, path by path.

import { type ProfiledPath, type ProfileRecord, profileFile } from '../harness/profile-record.ts';
import { type Section, table, text } from './document.ts';
import { milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';

/** Below this share on every path a place is one of the others. */
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
    title: 'What limits the Worker',
    blocks: [
      text(
        'V8’s sampling profiler looked into the Worker while each path was driven at its usual rate. Shares of the samples, by whose code was running just then; what that calls counts for itself. `workerd` is the runtime itself: requests, streams, promises and cryptography outside of JavaScript. Being looked at costs time as well.',
      ),
      table(
        ['', ...paths.map(({ path }) => path)],
        [
          ...named.map((place) => [place, ...sharesOf(place).map(percent)]),
          ['others', ...others.map(percent)],
          ['samples', ...paths.map((path) => whole(samplesIn(path)))],
          ['CPU time an act, the whole process', ...paths.map(({ workerMs }) => milliseconds(workerMs))],
        ],
      ),
    ],
  };
}

function samplesIn({ places }: ProfiledPath, isMeant: (place: string) => boolean = () => true): number {
  return places.reduce((total, { place, samples }) => (isMeant(place) ? total + samples : total), 0);
}
