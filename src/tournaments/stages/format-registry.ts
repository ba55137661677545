// The formats by their names, as the API and the database write them.

import type { Format } from './format.ts';
import { elimination } from './formats/consolation.ts';
import { customBracket } from './formats/custom-bracket.ts';
import { doubleElimination } from './formats/double-elimination.ts';
import { freeForAll } from './formats/free-for-all.ts';
import { gauntlet } from './formats/gauntlet.ts';
import { inGroups } from './groups.ts';
import { league, roundRobin, swiss } from './standings/points-formats.ts';

const formats = {
  single_elimination: elimination,
  double_elimination: doubleElimination,
  round_robin: roundRobin,
  swiss,
  league,
  gauntlet,
  custom: customBracket,
  free_for_all: freeForAll,
};

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as [FormatName, ...FormatName[]];

export type SettingsOf<N extends FormatName> = (typeof formats)[N] extends Format<infer S> ? S : never;

/** A format with settings of its own. */
export type FormatChoice = {
  [N in FormatName]: { readonly format: N; readonly settings: SettingsOf<N> };
}[FormatName];

export type StageSettings = FormatChoice['settings'];

/** The format of a stage, in its groups. */
export function formatOfStage({
  format,
  groups,
}: {
  readonly format: FormatName;
  readonly groups: number;
}): Format<StageSettings> {
  return inGroups(formatOf(format), groups);
}

/** Give it only settings that were chosen with this name. */
export function formatOf(name: FormatName): Format<StageSettings> {
  return formats[name] as Format<StageSettings>;
}

/** A stage that is played; its format may create further matches. */
export type LiveStage = FormatChoice & { readonly number: number };
