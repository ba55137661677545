// The script of a sandbox until its start: what the organizer sets, who registers, waits, is offered a place, and checks in. Yields all acts
// that may be due, in order; those that were done are skipped by the caller.

import { stageFields } from '../stages/contract.ts';
import { formatOfStage } from '../stages/format-registry.ts';
import { byOrganizer, byPlayer, entryOf, moveTo, numberOf, simulatedName } from './acts-of.ts';
import { happens } from './chance.ts';
import type { SandboxAct, SandboxView } from './sandbox.ts';

export function* beforeStart(view: SandboxView): Iterable<SandboxAct> {
  switch (view.tournament.state) {
    case 'draft':
      yield moveTo(view, 'published');
      return;
    case 'published':
      yield* settings(view);
      yield moveTo(view, 'registration_open');
      return;
    case 'registration_open':
      yield* registrations(view);
      yield* checkIns(view);
      yield moveTo(view, 'registration_closed');
      return;
    case 'registration_closed':
      // Its time has come, and it starts by itself only when it is seeded: the event says so.
      yield byOrganizer(view, 'start_now', 'changeTournament', {
        body: { registrationClosesAt: view.now, startsAt: view.now },
      });
      yield byOrganizer(view, 'seed', 'seedTournament', { body: { method: 'random', seed: view.seed } });
      yield moveTo(view, 'live');
  }
}

function* settings(view: SandboxView): Iterable<SandboxAct> {
  const { id, stages, capacity } = view.tournament;
  yield byOrganizer(view, 'change', 'changeTournament', { body: { game: 'Sandbox' } });
  const [, second, third] = stages;
  if (second !== undefined)
    yield byOrganizer(view, 'change_stage', 'changeStage', {
      params: { id, stage: '2' },
      body: { ...stageFields(second), name: 'Playoff' },
    });
  if (third !== undefined) yield byOrganizer(view, 'drop_stage', 'dropStage', { params: { id, stage: '3' } });
  yield byOrganizer(view, 'match_plan', 'setMatchPlan', {
    body: { matchCheckInMinutes: 10, matchMinutes: 10, stations: ['Board 1', 'Board 2', 'Board 3'] },
  });
  if (stages[0]?.scoring !== 'lobby') {
    const steps = [
      { kind: 'ban', by: 'a' },
      { kind: 'ban', by: 'b' },
      { kind: 'decider', by: 'coin' },
    ];
    const body = { maps: ['North', 'South', 'East'], steps, stepSeconds: 5 };
    yield byOrganizer(view, 'veto_plan', 'setVetoPlan', { params: { id, stage: '1' }, body });
  }
  const referee = capacity + 3;
  const playerId = view.players[referee] ?? '';
  yield byOrganizer(view, 'invite', 'inviteStaff', { body: { playerId, role: 'referee' } });
  yield byPlayer(referee, 'accept_role', 'acceptStaffRole', { params: { id, playerId } });
}

function* registrations(view: SandboxView): Iterable<SandboxAct> {
  const { id, capacity, stages } = view.tournament;
  const register = (number: number) =>
    byPlayer(number, `register ${number}`, 'register', {
      params: { id },
      body: { displayName: simulatedName(number) },
    });
  for (let number = 0; number < capacity - 1; number += 1) yield register(number);
  yield byOrganizer(view, 'guest', 'enterGuest', { body: { displayName: simulatedName(capacity - 1) } });
  const guest = view.entries.find(({ playerId }) => numberOf(view, playerId) < 0);
  if (guest !== undefined)
    yield byOrganizer(view, 'claim', 'renewClaimCode', {
      params: { id: guest.id },
      after: { operation: 'claimRegistration', as: capacity - 1, takes: 'claimCode', puts: 'code' },
    });
  yield register(capacity);
  yield register(capacity + 1);
  const [first, second, third, declines, accepts] = [0, 1, 2, capacity, capacity + 1].map((n) => entryOf(view, n));
  if (first !== undefined)
    yield byOrganizer(view, 'label', 'changeRegistration', {
      params: { id: first.id },
      body: { club: 'Sandbox Club' },
    });
  if (second !== undefined) yield byPlayer(1, 'cancel', 'cancelRegistration', { params: { id: second.id } });
  if (declines?.isOffered) yield byPlayer(capacity, 'decline', 'declineOffer', { params: { id: declines.id } });
  if (accepts?.isOffered) yield byPlayer(capacity + 1, 'accept', 'acceptOffer', { params: { id: accepts.id } });
  // Never in the last round.
  if (stages[0]?.format === 'swiss' && stages[0].settings.rounds > 2 && third !== undefined)
    yield byPlayer(2, 'byes', 'requestByes', {
      params: { id: third.id, stage: '1' },
      body: { byes: [{ round: 2, points: 'half' }] },
    });
}

/** Who stays away plays no match. As many come as the stages need: with fewer the tournament would not start, or could not go on. */
function* checkIns(view: SandboxView): Iterable<SandboxAct> {
  const { seed, noShowPercent } = view;
  const confirmed = view.entries
    .filter(({ playerId, state }) => state === 'confirmed' && numberOf(view, playerId) >= 0)
    .map(({ id, playerId }) => ({ id, number: numberOf(view, playerId) }));
  const isAway = (number: number) => happens(seed, `check in ${number}`, noShowPercent);
  const inOrder = [
    ...confirmed.filter(({ number }) => !isAway(number)),
    ...confirmed.filter(({ number }) => isAway(number)),
  ];
  const come = new Set(
    inOrder.slice(0, Math.max(leastOf(view), confirmed.filter(({ number }) => !isAway(number)).length)),
  );
  for (const entry of confirmed)
    if (come.has(entry))
      yield byPlayer(entry.number, `check_in ${entry.number}`, 'checkIn', { params: { id: entry.id } });
}

/** One of the entrants leaves after the first round. */
function leastOf({ tournament: { stages } }: SandboxView): number {
  const needs = stages.map((stage) => [
    formatOfStage(stage).entrantsLeast?.(stage.settings) ?? 2,
    stage.entrants?.from === 'ranking' ? stage.entrants.perGroup : 0,
  ]);
  return Math.max(...needs.flat());
}
