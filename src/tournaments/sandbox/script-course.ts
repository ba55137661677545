// The script of a running and of a completed sandbox: its matches, the next round, the next stage, the end, the prizes.

import { byOrganizer, byPlayer, entryOf, moveTo, simulatedName } from './acts-of.ts';
import type { SandboxAct, SandboxView } from './sandbox.ts';
import { playMatch } from './script-match.ts';

export function* whileLive(view: SandboxView): Iterable<SandboxAct> {
  const { id, stages } = view.tournament;
  // Byes are over from the start on.
  const played = view.matches.filter(({ slots, outcome }) => slots.length > 1 && outcome !== 'bye');
  for (const [shown, match] of played.entries()) yield* playMatch(view, match, shown);
  for (const stage of stages) {
    const params = { id, stage: String(stage.number) };
    if (stage.state === 'completed') continue;
    if (stage.state === 'planned') {
      yield byOrganizer(view, `begin ${stage.number}`, 'startStage', { params });
      return;
    }
    if (stage.format === 'swiss') yield* nextRound(view, stage.number, stage.settings.rounds);
    yield byOrganizer(view, `end ${stage.number}`, 'completeStage', { params });
    return;
  }
  yield moveTo(view, 'completed');
}

function* nextRound(view: SandboxView, stage: number, rounds: number): Iterable<SandboxAct> {
  const { id, capacity } = view.tournament;
  const ofStage = view.matches.filter((match) => match.stage === stage);
  if (ofStage.some(({ state }) => state !== 'completed' && state !== 'cancelled')) return;
  const round = Math.max(0, ...ofStage.map((match) => match.round));
  if (round >= rounds) return;
  const leaver = entryOf(view, 3);
  if (leaver !== undefined) yield byPlayer(3, 'leave', 'withdrawRegistration', { params: { id: leaver.id } });
  yield byOrganizer(view, 'late', 'enterLate', {
    params: { id, stage: String(stage) },
    body: { playerId: view.players[capacity + 2], displayName: simulatedName(capacity + 2) },
  });
  yield byOrganizer(view, `pair ${stage}.${round + 1}`, 'pairRound', { params: { id, stage: String(stage) } });
}

export function* afterEnd(view: SandboxView): Iterable<SandboxAct> {
  yield byOrganizer(view, 'approve', 'approvePlacements');
  yield byOrganizer(view, 'pay', 'payPrizes');
  const disqualified = entryOf(view, 0);
  if (disqualified !== undefined)
    yield byOrganizer(view, 'disqualify', 'disqualifyAfterwards', {
      params: { id: disqualified.id },
      body: { reason: 'A simulated disqualification after the end.' },
    });
  yield moveTo(view, 'archived');
}
