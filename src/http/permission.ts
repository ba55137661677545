// Who may use a route. The use case or its statement decides; this is the same rule in a form that documents and tests can read.

/**
 * `anonymous` needs no token. `player` is everybody with a token. `owner` is whom the resource belongs to: the entrant, the holder, the
 * side of a match, the owner of a wallet. `organizer` runs the tournament that the resource belongs to; `co_organizer`, `referee`, `check_in`
 * and `caster` are its staff in that role. `host` has the role organizer.
 * `operator` has the token for the metrics. The others are roles.
 */
export const parties = [
  'anonymous',
  'player',
  'owner',
  'organizer',
  'co_organizer',
  'referee',
  'check_in',
  'caster',
  'host',
  'moderator',
  'finance',
  'admin',
  'operator',
] as const;
export type Party = (typeof parties)[number];

/** Those who have no token, or one of a player. */
const callers = parties.filter((party) => party !== 'operator');

/** Whether the party depends on a role, not on the resource. */
export const isRole = (party: Party): boolean => ['host', 'moderator', 'finance', 'admin'].includes(party);

/** Whether the party is staff of the tournament. A sanction may keep staff from acting. */
export const isStaff = (party: Party): boolean => ['co_organizer', 'referee', 'check_in', 'caster'].includes(party);

export interface Permission<IsPublic extends boolean = boolean> {
  /** `<domain>.<act>` */
  readonly action: string;
  readonly isPublic: IsPublic;
  readonly parties: readonly Party[];
}

/** Needs no token. */
export const everybody = (action: string): Permission<true> => ({ action, isPublic: true, parties: callers });

/** Needs a token; only these may. */
export const only = (action: string, ...allowed: readonly Exclude<Party, 'anonymous'>[]): Permission<false> => ({
  action,
  isPublic: false,
  parties: allowed.includes('player') ? callers.filter((party) => party !== 'anonymous') : allowed,
});
