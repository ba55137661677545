// Until when each setting of a tournament may change: one table. The function tournament_setting_is_open in settings.sql decides alike.

import { refuse } from '../../core/errors.ts';
import type { TournamentState } from '../tournament.ts';
import type { NewTournament } from './create-tournament.ts';

/**
 * `unopened`: until registration opens. `unentered`: before the start, and until somebody has registered. `unstarted`: before the start.
 * `running`: until the tournament is over.
 */
export const settingPhases = ['unopened', 'unentered', 'unstarted', 'running'] as const;
export type SettingPhase = (typeof settingPhases)[number];

export const settingRules: Readonly<Record<keyof NewTournament, SettingPhase>> = {
  title: 'running',
  issuer: 'running',
  game: 'running',
  accentColor: 'running',
  timeZone: 'running',
  autoConfirmMinutes: 'running',
  certificateHolders: 'running',
  // Entrants have agreed to these: how they enter, what they pay, who sees them.
  mode: 'unentered',
  rosterSize: 'unentered',
  rosterSizeMax: 'unentered',
  entryFee: 'unentered',
  requiresApproval: 'unentered',
  visibility: 'unentered',
  stages: 'unstarted',
  capacity: 'unstarted',
  entrantsMin: 'unstarted',
  waitlistCapacity: 'unstarted',
  offerMinutes: 'unstarted',
  checkInMinutes: 'unstarted',
  prizes: 'unstarted',
  entryCondition: 'unstarted',
  autoStart: 'unstarted',
  registrationOpensAt: 'unopened',
  registrationClosesAt: 'unstarted',
  startsAt: 'unstarted',
};

/** What waits for an approval does not change, and what is over does not. */
const statesOf: Readonly<Record<SettingPhase, readonly TournamentState[]>> = {
  unopened: ['draft', 'published'],
  unentered: ['draft', 'published', 'registration_open', 'registration_closed'],
  unstarted: ['draft', 'published', 'registration_open', 'registration_closed'],
  running: ['draft', 'published', 'registration_open', 'registration_closed', 'live'],
};
/** States in which something may change. */
export const changeableStates = statesOf.running;

/** For what is set beside the settings: stages, match plan, vetoes. @throws DomainError state_conflict. */
export function refuseUnlessChangeable(state: TournamentState): void {
  if (!changeableStates.includes(state)) throw refuse('state_conflict', { state, needs: changeableStates });
}

export interface SettingFacts {
  /** By the times of registration. */
  readonly state: TournamentState;
  /** Whether anybody has ever registered. */
  readonly hasEntrants: boolean;
}

export function isSettingOpen(setting: keyof NewTournament, { state, hasEntrants }: SettingFacts): boolean {
  const phase = settingRules[setting];
  return statesOf[phase].includes(state) && !(phase === 'unentered' && hasEntrants);
}
