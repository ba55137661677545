// Permissions on tournaments. The role organizer allows creating. The tournament's own organizer and admin may do everything in it, its staff
// what their role allows: `staffActs` is the table. The function tournament_may in staff/staff.sql decides alike.

import { type Actor, hasRole, type Principal } from '../core/actor.ts';
import type { Id } from '../core/id.ts';
import { everybody, only } from '../http/permission.ts';
import { type StaffRole, staffRoles } from './staff/staff.ts';

/**
 * Act → the roles that allow it. `own`: staff, prizes, certificates, deletion. `run`: settings, state, stages, seeding. `enter`: decide,
 * change and cancel registrations. `referee`: decide and correct results, forfeits, withdrawals, disqualifications. `read`: what only
 * entrants or staff see.
 */
export const staffActs = {
  own: [],
  run: ['co_organizer'],
  enter: ['co_organizer'],
  check_in: ['co_organizer', 'referee', 'check_in'],
  referee: ['co_organizer', 'referee'],
  read: staffRoles,
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>;
export type StaffAct = keyof typeof staffActs;

const staff = (action: string, act: StaffAct, ...others: readonly ('owner' | 'organizer')[]) =>
  only(action, ...others, 'organizer', ...staffActs[act], 'admin');

export const tournamentPermissions = {
  create: only('tournament.create', 'host', 'admin'),
  read: everybody('tournament.read'),
  own: staff('tournament.own', 'own'),
  run: staff('tournament.run', 'run'),
  readStaff: staff('tournament.read_staff', 'read'),
  endStaff: staff('tournament.end_staff', 'own', 'owner'),
  acceptStaff: only('tournament.accept_staff', 'owner'),
  register: only('tournament.register', 'player'),
  readOwn: only('tournament.read_own', 'player'),
  runSeries: only('series.run', 'organizer', 'admin'),
  readRegistration: staff('registration.read', 'read', 'owner'),
  enterGuests: staff('registrations.enter', 'enter'),
  changeRegistration: staff('registration.change', 'enter'),
  cancelRegistration: staff('registration.cancel', 'enter', 'owner'),
  changeRoster: only('registration.change_roster', 'owner'),
  answerOffer: only('registration.answer_offer', 'owner'),
  checkIn: staff('registration.check_in', 'check_in', 'owner'),
  checkInMany: staff('registrations.check_in', 'check_in'),
  decideRegistration: staff('registration.decide', 'enter'),
  report: only('match.report', 'owner'),
  updateScore: staff('match.update_score', 'referee', 'owner'),
  giveEvidence: staff('match.give_evidence', 'referee', 'owner'),
  readEvidence: only('match.read_evidence', 'owner', 'organizer', ...staffActs.referee, 'moderator', 'admin'),
  decideResult: staff('match.decide', 'referee'),
  forfeit: staff('match.forfeit', 'referee'),
  correctResult: staff('match.correct', 'referee'),
  checkInToMatch: staff('match.check_in', 'check_in', 'owner'),
  scheduleMatch: staff('match.schedule', 'referee'),
  setLineUp: staff('match.set_line_up', 'referee', 'owner'),
  actOnVeto: staff('match.veto', 'referee', 'owner'),
  callReferee: only('match.call_referee', 'owner'),
  readRefereeCalls: staff('referee_call.read', 'referee'),
  resolveRefereeCall: staff('referee_call.resolve', 'referee'),
  readMatchDisputes: only('match.read_disputes', 'owner', 'organizer', ...staffActs.referee, 'moderator', 'admin'),
  openDispute: only('match.dispute', 'owner'),
  withdrawDispute: only('dispute.withdraw', 'owner'),
  rejectDispute: staff('dispute.reject', 'referee'),
  readDisputes: staff('dispute.read', 'referee'),
  withdraw: staff('registration.withdraw', 'referee', 'owner'),
  requestByes: staff('registration.request_byes', 'referee', 'owner'),
  disqualify: staff('registration.disqualify', 'referee'),
} as const;

export function mayCreateTournament(actor: Actor): boolean {
  return hasRole(actor, 'organizer');
}

const staffWords: Readonly<Record<StaffRole, string>> = {
  co_organizer: 'co-organizer',
  referee: 'referee',
  check_in: 'check-in staff',
  caster: 'caster',
};

/** Who may do it, in words: `needs` of a refusal. `others` may, too. */
export function needsFor(act: StaffAct, ...others: readonly string[]): string {
  const words = [...others, 'organizer', ...staffActs[act].map((role) => staffWords[role])];
  return `${words.join(', ').replace(/, ([^,]*)$/, ' or $1')} of this tournament`;
}

/** A tournament with the role that the actor has in it: see staff/with-staff-role.ts. Without it the actor counts as no staff. */
export interface Staffed {
  readonly organizerId: string;
  readonly staffRole?: StaffRole | null;
}

export function mayAct(actor: Principal, { organizerId, staffRole = null }: Staffed, act: StaffAct): boolean {
  if (actor.playerId === organizerId || hasRole(actor, 'admin')) return true;
  return staffRole !== null && (staffActs[act] as readonly StaffRole[]).includes(staffRole);
}

/** Only its organizer and admin: a series has no staff. */
export function mayRunSeries(actor: Actor, series: { readonly organizerId: string }): boolean {
  return mayAct(actor, series, 'own');
}

export function mayRunTournament(actor: Actor, tournament: Staffed): boolean {
  return mayAct(actor, tournament, 'run');
}

interface StaffedEntrant {
  readonly playerId: Id<'player'>;
  readonly tournament: Staffed;
}

/** The entrant (for a team, its captain), or who may act for entrants. */
export const isEntrantOr =
  (act: StaffAct) =>
  (actor: Actor, { playerId, tournament }: StaffedEntrant): boolean =>
    actor.playerId === playerId || mayAct(actor, tournament, act);

export const mayCancelRegistration = isEntrantOr('enter');

export function mayDecideRegistration(actor: Actor, { tournament }: Pick<StaffedEntrant, 'tournament'>): boolean {
  return mayAct(actor, tournament, 'enter');
}

export function mayReferee(actor: Actor, { tournament }: Pick<StaffedEntrant, 'tournament'>): boolean {
  return mayAct(actor, tournament, 'referee');
}
