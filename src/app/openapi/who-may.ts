// Who may use an operation, in words, from its declared permission.

import { invariant } from '../../core/errors.ts';
import type { Party, Permission } from '../../http/permission.ts';

const partyWords: Readonly<Record<Exclude<Party, 'owner'>, string>> = {
  anonymous: 'everybody',
  player: 'everybody with a token',
  organizer: 'the organizer of the tournament',
  co_organizer: 'its co-organizers',
  referee: 'its referees',
  check_in: 'its staff for check-in',
  caster: 'its casters',
  host: 'the role `organizer`',
  moderator: 'the role `moderator`',
  finance: 'the role `finance`',
  admin: 'the role `admin`',
  operator: 'the operator, with the token of METRICS_TOKEN',
};

const players = 'the players of the match, those of a roster too';

/** Whom the resource belongs to: by the action, otherwise by what it acts on. */
const ownerWords: Readonly<Record<string, string>> = {
  api_key: 'who made the key',
  certificate: 'its holder',
  'certificate.download': 'its holder; everybody on the roster of its team',
  'certificate.read': 'its holder; everybody on the roster of its team',
  dispute: 'the entrant who contests, for a team its captain',
  'hold.open': 'the owner of the wallet',
  'hold.read': 'the owners of both wallets',
  'hold.resolve': 'the owner of the wallet that receives',
  ledger: 'the owner of the wallet that pays',
  match: 'the entrants of the match, for a team its captain',
  'match.call_referee': players,
  'match.give_evidence': players,
  'match.read_disputes': players,
  'match.read_evidence': players,
  privacy: 'the player',
  receipt: 'the buyer',
  registration: 'the entrant, for a team its captain',
  'registration.change_roster': 'the captain of the team',
  'registration.read': 'the entrant; the captain and the roster of a team',
  sanction: 'the player who is sanctioned',
  'team.hand_over': 'its captain',
  'team.removeMember': 'the member; the captain of the team',
  'tournament.accept_staff': 'the player who was invited',
  'tournament.end_staff': 'the player whose role or invitation it is',
  wallet: 'the owner of the wallet',
  webhook: 'who made the webhook',
};

export function whoMay(permission: Permission): string {
  if (permission.isPublic) return 'Needs no token.';
  if (permission.parties.includes('player')) return 'For everybody with a token.';
  return `For ${permission.parties.map((party) => wordsOf(party, permission.action)).join('; ')}.`;
}

function wordsOf(party: Party, action: string): string {
  const [subject = ''] = action.split('.');
  if (party === 'organizer' && subject === 'series') return 'the organizer of the series';
  if (party !== 'owner') return partyWords[party];
  const words = ownerWords[action] ?? ownerWords[subject];
  invariant(words !== undefined, `no words for whom ${action} belongs to`);
  return words;
}
