// The FIDE Dutch system (C.04.3 as of 1 February 2026): pairs one round from the rounds before. Deterministic; same input, same pairs.

import { findBlockingRules, findByeScore } from './legality.ts';
import { readPlayers } from './player.ts';
import { pairRound } from './round-pairing.ts';
import { allocateSides } from './sides.ts';
import type { SwissEntrant, SwissRound, SwissSettings } from './swiss-entrant.ts';

/** Pairs are listed by board: highest player first. */
export function dutch(entrants: readonly SwissEntrant[], settings: SwissSettings): SwissRound {
  const players = readPlayers(entrants, settings);
  const bye = findByeScore(players);
  if (bye === null) return { kind: 'blocked', rules: findBlockingRules(players) };
  const roundsBefore = Math.max(0, ...entrants.map(({ rounds }) => rounds.length));
  const round = pairRound({ open: players, byeScore: bye.score, roundsBefore, hasSides: settings.hasSides });
  return {
    kind: 'paired',
    pairs: round.pairs.map(([higher, lower]) => allocateSides(higher, lower, settings.firstSide)),
    bye: round.bye?.number ?? null,
  };
}
