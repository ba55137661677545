// Use case: staff enter players who have no account, one or a list. All rows are entered in one transaction. An entry fee is not charged:
// staff collect it outside of Laurel. Only the first answer has the claim codes.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { type Done, runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertAudit } from '../store.ts';
import type { TournamentState } from '../tournament.ts';
import { promote } from '../waitlist/waitlist-store.ts';
import { claimCodeBytes, claimCodeOf, hashClaimCode } from './claim-code.ts';
import { findGuestList, insertGuests, type NewGuest } from './guest-store.ts';
import { type GuestOutcome, placeGuests } from './place-guests.ts';

export type GuestInput = Omit<NewGuest, 'id' | 'playerId' | 'state' | 'codeHash'>;

export interface GuestOrder {
  readonly tournamentId: Id<'tournament'>;
  /** The first ones get the places. */
  readonly guests: readonly GuestInput[];
  /** Shows the outcomes and enters nobody. */
  readonly isDryRun?: boolean;
  /** A player whom staff see: the name may be known, and without a place the act is refused. */
  readonly isWalkIn?: boolean;
}

interface Outcome {
  readonly outcome: GuestOutcome;
  /** Of a duplicate: who is entered already. null: nobody is, or nobody yet in a dry run. */
  readonly registrationId: Id<'registration'> | null;
}

export interface EnteredGuest extends Outcome {
  /** null where nobody was entered, and in the answer to a repeated request. */
  readonly claimCode: string | null;
}

/** Until the start. */
const openStates: readonly TournamentState[] = ['published', 'registration_open', 'registration_closed'];

/** One item for each guest, in order. @throws DomainError not_found, forbidden, state_conflict, tournament_full. Then nobody is entered. */
export async function enterGuests(ports: Ports, actor: Actor, order: GuestOrder): Promise<EnteredGuest[]> {
  const codes = new Map<Id<'registration'>, string>();
  const outcomes = await runAct(ports, (sql) => enter(sql, ports, actor, { ...order, codes }));
  return outcomes.map((one) => {
    const isEntered = one.registrationId !== null && one.outcome !== 'duplicate';
    return { ...one, claimCode: isEntered ? (codes.get(one.registrationId) ?? null) : null };
  });
}

async function enter(
  sql: Sql,
  ports: Ports,
  actor: Actor,
  order: GuestOrder & { readonly codes: Map<Id<'registration'>, string> },
): Promise<Done<Outcome[]>> {
  const { tournamentId, guests, isDryRun = false, isWalkIn = false, codes } = order;
  const now = ports.clock();
  const { state } = await lockTournament(sql, actor, tournamentId, { act: 'enter' });
  if (!openStates.includes(state)) throw refuse('state_conflict', { state, needs: openStates });
  // Those who wait come first.
  const promotions = isDryRun ? [] : await promote({ sql }, tournamentId, now);
  const { mode, known, ...free } = await findGuestList(sql, tournamentId);
  if (mode !== 'solo') throw refuse('state_conflict', { mode, needs: ['solo'] });
  const placed = placeGuests(identify(ports, guests), free, isWalkIn ? [] : known);
  if (isWalkIn && placed.some(({ outcome }) => outcome === 'refused')) throw refuse('tournament_full');
  const entered: NewGuest[] = [];
  for (const { guest, outcome } of isDryRun ? [] : placed) {
    if (outcome !== 'confirmed' && outcome !== 'waitlisted') continue;
    const code = claimCodeOf(ports.randomBytes(claimCodeBytes));
    codes.set(guest.id, code);
    entered.push({ ...guest, state: outcome, codeHash: (await hashClaimCode(code)) as string });
  }
  const outcomes = placed.map(({ guest, outcome, sameAs }) => {
    return { outcome, registrationId: codes.has(guest.id) ? guest.id : sameAs };
  });
  if (entered.length === 0) return { outcome: outcomes, events: promotions };
  const events = await insertGuests(sql, tournamentId, entered, now);
  const confirmed = entered.filter((guest) => guest.state === 'confirmed').length;
  await insertAudit(sql, {
    ...{ id: ports.newId('audit'), event: 'guests.entered', actorId: actor.playerId, refId: tournamentId },
    ...{ meta: { confirmed, waitlisted: entered.length - confirmed }, createdAt: now },
  });
  return { outcome: outcomes, events: [...promotions, ...events] };
}

/** Ids in the order of the guests: entrants are listed by id, and ids of one millisecond are in no order. */
function identify(ports: Ports, guests: readonly GuestInput[]) {
  const ids = guests.map(() => ports.newId('registration')).sort();
  return guests.map((guest, index) => {
    return { ...guest, id: ids[index] as Id<'registration'>, playerId: ports.newId('player') };
  });
}
