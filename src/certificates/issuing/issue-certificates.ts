// Use case: the organizer issues all or some certificates of a completed tournament. The rows are written in one transaction; the
// queue makes the files. A repeated request only adds missing certificates.

import type { Actor } from '../../core/actor.ts';
import { encodeCrockford } from '../../core/crockford.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTimeZone } from '../../core/time-zone.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isReviewDue } from '../../tournaments/completion/is-review-due.ts';
import { lockTournament } from '../../tournaments/lock-tournament.ts';
import { certificateTypeForRank, codeSizeBytes } from '../certificate.ts';
import { countProgress, type Progress } from '../store.ts';
import {
  insertAudit,
  insertCertificates,
  lockChainsOf,
  type NewCertificate,
  type Placed,
  pendingIds,
  placedEntrants,
} from './issue-store.ts';
import { needsPrintedName, unprintable } from './printed-text.ts';

export interface Issue extends Progress {
  /**
   * The certificates to queue, also on a repetition: the first request may have ended between its commit and the queue. The queue skips
   * certificates that are no longer pending.
   */
  readonly pendingIds: readonly Id<'certificate'>[];
}

export interface IssueInput {
  readonly only?: readonly Id<'registration'>[] | null | undefined;
  /** Of the teams in `only`. */
  readonly members?: readonly Id<'player'>[] | undefined;
  /** Printed instead of the tournament's title, for example if that cannot be drawn. */
  readonly title?: string | undefined;
  readonly issuer?: string | undefined;
}

/**
 * `only`: registrations; null: every placed entrant. Who is named gets a new certificate even after a revocation: `members` of these
 * teams, or all.
 * @throws DomainError not_found, forbidden, state_conflict for a sandbox, tournament_not_completed, review_required, not_placed, issuer_required, unprintable_text.
 */
export async function issueCertificates(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  { only = null, members, title, issuer }: IssueInput = {},
): Promise<Issue> {
  return runAct(ports, async (sql) => {
    const { state, isSandbox } = await lockTournament(sql, actor, tournamentId, { act: 'own' });
    // The trigger certificate_has_no_sandbox decides alike.
    if (isSandbox) throw refuse('state_conflict', { isSandbox });
    if (only !== null) await lockChainsOf(sql, only);
    if (state !== 'completed' && state !== 'archived') throw refuse('tournament_not_completed', { state });
    if (await isReviewDue(sql, tournamentId)) throw refuse('review_required');
    const placed = await placedEntrants(sql, tournamentId);
    const wanted = chooseHolders(placed, only, members);
    const entrantCount = new Set(placed.map(({ registrationId }) => registrationId)).size;
    const rows = wanted.map((entrant) =>
      toCertificate(ports, { ...entrant, ...printedTexts(entrant, { title, issuer }) }, entrantCount),
    );
    await insertCertificates(sql, tournamentId, rows, only !== null);
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'certificates.issued',
      actorId: actor.playerId,
      refId: tournamentId,
      meta: { count: wanted.length },
      createdAt: ports.clock(),
    });
    const progress = await countProgress(sql, tournamentId);
    return { outcome: { ...progress, pendingIds: await pendingIds(sql, tournamentId) } };
  });
}

/** @throws DomainError not_placed, with the registrations or the members that are not certified. */
function chooseHolders(
  placed: readonly Placed[],
  only: readonly Id<'registration'>[] | null,
  members?: readonly Id<'player'>[],
): readonly Placed[] {
  if (only === null) return placed;
  const named = placed.filter(({ registrationId }) => only.includes(registrationId));
  const registrations = only.filter((id) => !named.some(({ registrationId }) => registrationId === id));
  if (registrations.length > 0) throw refuse('not_placed', { registrations });
  if (members === undefined) return named;
  const unknown = members.filter((id) => !named.some(({ memberId }) => memberId === id));
  if (unknown.length > 0) throw refuse('not_placed', { members: unknown });
  return named.filter(({ memberId }) => memberId !== null && members.includes(memberId));
}

/**
 * @throws DomainError issuer_required if there is no issuer; unprintable_text, with the fields to spell differently and the
 *   characters that cannot be drawn.
 */
function printedTexts(entrant: Placed, { title = entrant.title, issuer: given }: Pick<IssueInput, 'title' | 'issuer'>) {
  const issuer = given ?? entrant.issuer;
  if (issuer === null)
    throw refuse('issuer_required', { needs: 'PUT /v1/issuers/me, or printedIssuer in this request' });
  const { fields, letters } = unprintable({ printedTitle: title, printedIssuer: issuer });
  if (fields.length > 0) throw refuse('unprintable_text', { fields, letters });
  return { title, issuer };
}

function toCertificate(
  ports: Ports,
  entrant: Placed & { readonly issuer: string },
  entrantCount: number,
): NewCertificate {
  return {
    ...entrant,
    id: ports.newId('certificate'),
    code: encodeCrockford(ports.randomBytes(codeSizeBytes)),
    failure: needsPrintedName(entrant) ? 'needs_printed_name' : null,
    type: certificateTypeForRank(entrant.rank),
    entrantCount,
    // Not in SQL: the time zone name was validated by the runtime, and the database may not have it.
    endedOn: inTimeZone(entrant.endedAt, entrant.timeZone).date,
    createdAt: ports.clock(),
  };
}
