// The veto of a match: from a pool of maps the sides ban and pick in a planned order, until each game has its map. Everything follows from
// the plan, the start, what the sides chose, a published seed and the time: a step that nobody takes in time is drawn.

import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { shuffle } from '../stages/seeding.ts';

export const vetoKinds = ['ban', 'pick', 'side', 'decider'] as const;
/**
 * `a`, `b`: the first and the second slot. `winner`, `loser`: of the toss. `coin`: nobody, it is drawn at once. `game_winner`,
 * `game_loser`: of the game before, whose end the step waits for; after a drawn game see `drawnWinner`.
 */
export const vetoActors = ['a', 'b', 'winner', 'loser', 'coin', 'game_winner', 'game_loser'] as const;

type Actor = (typeof vetoActors)[number];

export interface VetoStep {
  /** `side` chooses a side on the map before it. `decider` is a map that nobody picked. */
  readonly kind: (typeof vetoKinds)[number];
  readonly by: Actor;
}

export interface VetoPlan {
  /** The pool, each name once. */
  readonly maps: readonly string[];
  /** Sides of a map to choose from; empty without `side` steps. */
  readonly sides: readonly string[];
  readonly steps: readonly VetoStep[];
  readonly stepSeconds: number;
}

export const vetoMapsMax = 64;
export const vetoStepsMax = 64;
export const vetoNameLengthMax = 60;
export const vetoStepSecondsMin = 5;
export const vetoStepSecondsMax = 3600;

const takesMap = ({ kind }: VetoStep) => kind === 'pick' || kind === 'decider';

/** The game whose winner or loser takes the step, from 1: the last one whose map was chosen before. A side is on a map of the next game. */
function gameBefore(steps: readonly VetoStep[], index: number): number {
  const chosen = steps.slice(0, index).filter(takesMap).length;
  return steps[index]?.kind === 'side' ? chosen - 1 : chosen;
}

const followsGame = ({ by }: VetoStep) => by === 'game_winner' || by === 'game_loser';

/** Why a stage cannot have this plan; null: it can. `games` of a match, null: any number. */
export function vetoPlanFault({ maps, sides, steps }: VetoPlan, games: number | null): string | null {
  const taken = steps.filter(takesMap).length;
  if (taken === 0 || (games !== null && taken !== games))
    return games === null ? 'must pick a map' : `must pick as many maps as a match has games: ${games}`;
  if (steps.filter(({ kind }) => kind !== 'side').length > maps.length) return 'takes more maps than the pool has';
  if (steps.some(({ kind, by }) => kind === 'decider' && by !== 'coin')) return 'a decider is by `coin`';
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1];
    if (step.kind === 'side' && (before === undefined || !takesMap(before)))
      return 'a side is chosen right after its map';
    if (followsGame(step) && gameBefore(steps, index) < 1) return 'before the first map nobody has won or lost a game';
  }
  if (steps.some(({ kind }) => kind === 'side') && sides.length < 2) return 'needs two sides or more to choose from';
  return null;
}

export interface VetoAct {
  readonly step: number;
  readonly choice: string;
  readonly chosenAt: Instant;
}

/** How a game has ended, as its loser or a referee said. */
export interface VetoGame {
  /** From 1. */
  readonly game: number;
  /** null: it was drawn. */
  readonly winner: 0 | 1 | null;
  readonly saidAt: Instant;
}

export interface VetoRun {
  readonly startedAt: Instant;
  /** Each was a choice of its step when it was made. */
  readonly acts: readonly VetoAct[];
  readonly games: readonly VetoGame[];
  /** Published, and another one for each match. */
  readonly seed: string;
  readonly now: Instant;
}

export interface TakenStep {
  readonly kind: VetoStep['kind'];
  /** Whose step it was; null: of nobody. */
  readonly slot: 0 | 1 | null;
  readonly choice: string;
  /** `entrant`: the side, or staff for it. `timeout`: drawn, since the side did not choose in time. `draw`: planned so. */
  readonly chosenBy: 'entrant' | 'timeout' | 'draw';
  readonly at: Instant;
}

export interface VetoState {
  /** The slot that won the toss. */
  readonly toss: 0 | 1;
  readonly steps: readonly TakenStep[];
  /** In the order of the games. */
  readonly games: readonly {
    readonly map: string;
    readonly side: { readonly slot: 0 | 1 | null; readonly name: string } | null;
  }[];
  /** The game whose end has to be known before the veto goes on; null: it waits for no game. */
  readonly awaitedGame: number | null;
  /** The slot that takes the next step if that game is drawn; null: the veto waits for no game. */
  readonly nextIfDrawn: 0 | 1 | null;
  /** null: the veto is over, or waits for a game. */
  readonly next: {
    readonly step: number;
    readonly kind: VetoStep['kind'];
    readonly slot: 0 | 1;
    readonly choices: readonly string[];
    /** Then it is drawn. */
    readonly deadline: Instant;
  } | null;
}

/** Published: the seed of the tournament's draw, otherwise its id, and the match. Draws also depend on when the veto has gone on. */
export function vetoSeed(
  tournament: { readonly id: string; readonly seedingSeed: string | null },
  matchId: string,
): string {
  return `${tournament.seedingSeed ?? tournament.id}/${matchId}`;
}

/** What is true now. Deadlines are judged by `now`, so nothing has to happen when one passes. */
export function replayVeto(plan: VetoPlan, run: VetoRun): VetoState {
  const toss = draw([0, 1] as const, `${run.seed}/${run.startedAt}/toss`);
  const chosen = new Map(run.acts.map((act) => [act.step, act]));
  const steps: TakenStep[] = [];
  const drawnWinners = new Map<number, 0 | 1>();
  const shown = (next: VetoState['next'], awaitedGame: VetoState['awaitedGame'] = null, by: Actor = 'coin') => {
    const nextIfDrawn = awaitedGame === null ? null : slotOf(by, toss, drawnWinner(steps, toss));
    return { toss, steps, games: gamesOf(steps), awaitedGame, nextIfDrawn, next };
  };
  let at = run.startedAt;
  for (const [index, step] of plan.steps.entries()) {
    const { kind, by } = step;
    const choices = choicesOf(plan, kind, steps);
    const awaited = followsGame(step) ? gameBefore(plan.steps, index) : null;
    const before = run.games.find(({ game }) => game === awaited);
    if (awaited !== null && before === undefined) return shown(null, awaited, by);
    // As it was when the game ended: later steps after the same game change nothing.
    if (before?.winner === null && !drawnWinners.has(before.game))
      drawnWinners.set(before.game, drawnWinner(steps, toss));
    // The time of the step runs from the end of the game.
    if (before !== undefined && before.saidAt > at) at = before.saidAt;
    const slot = slotOf(
      by,
      toss,
      before === undefined ? null : (before.winner ?? drawnWinners.get(before.game) ?? null),
    );
    const act = chosen.get(index);
    const deadline = addSeconds(at, plan.stepSeconds);
    // Nobody knows a draw before the step before it was taken.
    const drawn = `${run.seed}/${at}/${index}`;
    if (slot === null) {
      steps.push({ kind, slot, choice: draw(choices, drawn), chosenBy: 'draw', at });
    } else if (act !== undefined) {
      at = act.chosenAt;
      steps.push({ kind, slot, choice: act.choice, chosenBy: 'entrant', at });
    } else if (run.now >= deadline) {
      at = deadline;
      steps.push({ kind, slot, choice: draw(choices, drawn), chosenBy: 'timeout', at });
    } else {
      return shown({ step: index, kind, slot, choices, deadline });
    }
  }
  return shown(null);
}

/** Whether a step that nobody took in time is the last one that was taken, apart from planned draws. */
export function hasMovedByTime({ steps }: Pick<VetoState, 'steps'>): boolean {
  return steps.findLast(({ chosenBy }) => chosenBy !== 'draw')?.chosenBy === 'timeout';
}

/** The payload of `veto_changed`. */
export function vetoEvent(matchId: Id<'match'>, state: VetoState) {
  const { steps, games } = state;
  return { matchId, steps: steps.length, isOver: isOver(state), maps: games.map(({ map }) => map) };
}

export const isOver = ({ next, awaitedGame }: VetoState) => next === null && awaitedGame === null;

/**
 * Who counts as the winner of a drawn game: the side that chose last before its end, so that the turn passes to the other one. Where no
 * side has chosen, the winner of the toss.
 */
function drawnWinner(steps: readonly TakenStep[], toss: 0 | 1): 0 | 1 {
  return steps.findLast(({ slot }) => slot !== null)?.slot ?? toss;
}

const otherThan = (slot: 0 | 1) => (slot === 0 ? 1 : 0);

/** `gameWinner` is null where the step follows no game. */
function slotOf(by: Actor, toss: 0 | 1, gameWinner: 0 | 1 | null): 0 | 1 | null {
  switch (by) {
    case 'a':
      return 0;
    case 'b':
      return 1;
    case 'winner':
      return toss;
    case 'loser':
      return otherThan(toss);
    case 'game_winner':
      return gameWinner;
    case 'game_loser':
      return gameWinner === null ? null : otherThan(gameWinner);
    case 'coin':
      return null;
  }
}

function choicesOf({ maps, sides }: VetoPlan, kind: VetoStep['kind'], steps: readonly TakenStep[]): readonly string[] {
  if (kind === 'side') return sides;
  const gone = new Set(steps.filter((step) => step.kind !== 'side').map(({ choice }) => choice));
  return maps.filter((map) => !gone.has(map));
}

function gamesOf(steps: readonly TakenStep[]): VetoState['games'] {
  return steps.flatMap((step, index) => {
    if (!takesMap({ kind: step.kind, by: 'coin' })) return [];
    const side = steps[index + 1];
    return [{ map: step.choice, side: side?.kind === 'side' ? { slot: side.slot, name: side.choice } : null }];
  });
}

/** Anybody can repeat it with the published seed. */
function draw<T>(choices: readonly T[], seed: string): T {
  return shuffle(choices, seed)[0] as T;
}
