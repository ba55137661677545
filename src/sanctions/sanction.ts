// Sanctions on a player, and what they block. The gate of the database, `sanction_gate`, follows the same rules. docs/rules/moderation.md

import type { Facts } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { addSeconds, type Instant } from '../core/instant.ts';
import type { SanctionReason } from './reasons.ts';

/** From the mildest to the strictest, then those with one effect of their own. */
export const sanctionKinds = [
  ...(['warn', 'mute', 'suspend', 'ban'] as const),
  ...(['wallet_freeze', 'certificate_suspension', 'hosting_probation'] as const),
] as const;
export type SanctionKind = (typeof sanctionKinds)[number];

/** Laurel has no chat: frontends read `chatting` and apply it to theirs. */
export const sanctionAreas = ['competing', 'staffing', 'hosting', 'chatting'] as const;
export type SanctionArea = (typeof sanctionAreas)[number];

/**
 * The acts that ask the gate. `watch` is joining a live room as oneself, `capture` taking coins that are held on the player's wallet,
 * `receive` paying coins into it, `publish` publishing a tournament that no moderator has reviewed.
 */
export const gatedActs = [
  ...(['register', 'check_in', 'report', 'transfer', 'watch', 'staff', 'host'] as const),
  ...(['capture', 'receive', 'publish'] as const),
] as const;
export type GatedAct = (typeof gatedActs)[number];

const blockedBy: Readonly<Record<SanctionKind, readonly GatedAct[]>> = {
  warn: [],
  mute: ['transfer'],
  suspend: ['register', 'check_in', 'watch', 'staff', 'host'],
  ban: ['register', 'check_in', 'report', 'transfer', 'watch', 'staff', 'host'],
  wallet_freeze: ['transfer', 'capture', 'receive'],
  // It blocks no act: certificates of the player are shown as suspended.
  certificate_suspension: [],
  hosting_probation: ['publish'],
};

/** null: only a sanction on everything blocks the act. */
const areaOf: Readonly<Record<GatedAct, SanctionArea | null>> = {
  register: 'competing',
  check_in: 'competing',
  report: 'competing',
  transfer: null,
  watch: null,
  staff: 'staffing',
  host: 'hosting',
  capture: null,
  receive: null,
  publish: null,
};

export interface Sanction {
  readonly id: Id<'sanction'>;
  readonly playerId: Id<'player'>;
  readonly kind: SanctionKind;
  /** null: all areas. */
  readonly areas: readonly SanctionArea[] | null;
  /** null: everywhere. */
  readonly tournamentId: Id<'tournament'> | null;
  readonly reasonCode: SanctionReason;
  /** What the player is told. */
  readonly statement: string;
  /** For moderators. */
  readonly note: string | null;
  readonly startsAt: Instant;
  /** null: for ever. */
  readonly endsAt: Instant | null;
  readonly imposedBy: Id<'player'>;
  readonly createdAt: Instant;
  /** A second moderator must confirm it before it blocks anything. */
  readonly needsConfirmation: boolean;
  readonly confirmedBy: Id<'player'> | null;
  readonly confirmedAt: Instant | null;
  readonly revokedBy: Id<'player'> | null;
  readonly revokedAt: Instant | null;
  readonly revokeReason: string | null;
  /** When a hosting probation has ended with a clean tournament. */
  readonly fulfilledAt: Instant | null;
  /** The sanction that it continues: an appeal has reduced that one, or the player's data was erased meanwhile. */
  readonly earlierId: Id<'sanction'> | null;
  /** An appeal has left it: it, or a sanction that it continues, continues another one of the same player. */
  readonly isReduced: boolean;
}

/** Where it may count, and whether it may name areas. The constraint `sanction_kind_scope` is the same. */
export function refuseScope({
  kind,
  areas,
  tournamentId,
}: Pick<Sanction, 'kind' | 'areas' | 'tournamentId'>): 'areas' | 'tournamentId' | null {
  if (kind === 'warn' || kind === 'mute' || kind === 'suspend' || kind === 'ban') return null;
  if (areas !== null) return 'areas';
  return tournamentId !== null && kind !== 'certificate_suspension' ? 'tournamentId' : null;
}

export const sanctionPhases = ['proposed', 'scheduled', 'in_force', 'expired', 'revoked'] as const;
export type SanctionPhase = (typeof sanctionPhases)[number];

type Term = Pick<Sanction, 'startsAt' | 'endsAt' | 'needsConfirmation' | 'confirmedAt' | 'revokedAt' | 'fulfilledAt'>;

/** Revocation and expiry both end it. It starts at `startsAt` and has ended at `endsAt`. A fulfilled probation has expired. */
export function phaseOf(sanction: Term, now: Instant): SanctionPhase {
  const { startsAt, endsAt, needsConfirmation, confirmedAt, revokedAt, fulfilledAt } = sanction;
  if (revokedAt !== null) return 'revoked';
  if (fulfilledAt !== null || (endsAt !== null && endsAt <= now)) return 'expired';
  if (needsConfirmation && confirmedAt === null) return 'proposed';
  return startsAt <= now ? 'in_force' : 'scheduled';
}

/** What a sanction blocks while it is in force. */
export function blockedActs({ kind, areas }: Pick<Sanction, 'kind' | 'areas'>): GatedAct[] {
  const isCovered = (act: GatedAct) => areas === null || areas.some((area) => area === areaOf[act]);
  return blockedBy[kind].filter(isCovered);
}

export interface Attempt {
  readonly act: GatedAct;
  /** null: an act outside of tournaments. */
  readonly tournamentId: Id<'tournament'> | null;
}

/** Those that are in force. A sanction without a tournament counts everywhere. */
export function effectiveSanctions<S extends Sanction>(
  sanctions: readonly S[],
  tournamentId: Id<'tournament'> | null,
  now: Instant,
): S[] {
  return sanctions.filter(
    (one) => phaseOf(one, now) === 'in_force' && (one.tournamentId === null || one.tournamentId === tournamentId),
  );
}

/** The sanction that blocks the act: of several the one that ends last. null: the player is free. */
export function judgeGate<S extends Sanction>(
  sanctions: readonly S[],
  { act, tournamentId }: Attempt,
  now: Instant,
): S | null {
  const blocking = effectiveSanctions(sanctions, tournamentId, now).filter((one) => blockedActs(one).includes(act));
  const endOf = ({ endsAt }: S) => endsAt ?? '~';
  const [last = null] = blocking.toSorted((a, b) =>
    endOf(a) === endOf(b) ? (a.id < b.id ? -1 : 1) : endOf(a) < endOf(b) ? 1 : -1,
  );
  return last;
}

/** The facts of the refusal `sanctioned`. */
export function gateFacts(sanction: Sanction): Facts {
  const { id, kind, reasonCode, tournamentId, endsAt } = sanction;
  return { sanctionId: id, kind, reasonCode, tournamentId, endsAt, appealAt: appealPath(sanction) };
}

/** Where the player may appeal, and reads the appeal that was sent. null: it took the place of one that an appeal reduced. */
export const appealPath = ({ id, isReduced }: Pick<Sanction, 'id' | 'isReduced'>): string | null =>
  isReduced ? null : `/v1/sanctions/${id}/appeals`;

/** A longer ban is one for ever: no reason of the catalogue has a longer length, and nobody waits for its end. */
export const permanentAfterDays = 3650;

/**
 * Four eyes: whether a second moderator must confirm it. Otherwise an end in a thousand years would do without one. The function
 * sanction_needs_second decides alike.
 */
export function needsSecond({ kind, startsAt, endsAt }: Pick<Sanction, 'kind' | 'startsAt' | 'endsAt'>): boolean {
  return kind === 'ban' && (endsAt === null || endsAt > addSeconds(startsAt, permanentAfterDays * 86_400));
}

export type DecisionVerdict = 'done' | 'closed' | 'own_sanction';

/** May a second moderator confirm it? Not who imposed it, and not the player. */
export function judgeConfirmation(sanction: Sanction, actor: Id<'player'>, now: Instant): DecisionVerdict {
  const phase = phaseOf(sanction, now);
  if (phase !== 'proposed') return 'closed';
  return [sanction.imposedBy, sanction.playerId].includes(actor) ? 'own_sanction' : 'done';
}

/** Who imposed it may revoke it. A proposed or scheduled one is cancelled by its revocation. */
export function judgeRevocation(sanction: Sanction, actor: Id<'player'>, now: Instant): DecisionVerdict {
  const phase = phaseOf(sanction, now);
  if (phase === 'expired' || phase === 'revoked') return 'closed';
  return sanction.playerId === actor ? 'own_sanction' : 'done';
}
