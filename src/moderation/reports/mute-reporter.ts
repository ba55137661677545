// Use cases: a moderator mutes a player who sends false reports, for a time or without an end, and ends the mute. A muted reporter is
// told so with each report that is refused: a report that disappears in silence would look as if it were handled.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { ReporterMute } from './report.ts';
import { muteReporter, unmuteReporter } from './report-store.ts';

export interface MuteInput {
  readonly reason: string;
  /** null: without an end. */
  readonly endsAt: Instant | null;
}

/** A second mute takes the place of the first. @throws DomainError not_found, forbidden for oneself, invalid_request. */
export async function mute(
  ports: Ports,
  actor: Actor,
  playerId: Id<'player'>,
  { reason, endsAt }: MuteInput,
): Promise<ReporterMute> {
  const now = ports.clock();
  if (playerId === actor.playerId) throw refuse('forbidden', { reason: 'nobody mutes oneself' });
  if (endsAt !== null && endsAt <= now) throw refuse('invalid_request', { field: 'endsAt', reason: 'is in the past' });
  const muted = { playerId, mutedBy: actor.playerId, reason, endsAt, mutedAt: now };
  const audit = {
    id: ports.newId('audit'),
    event: 'reporter.muted',
    actorId: actor.playerId,
    refId: playerId,
    meta: { reason, endsAt },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    if (!(await muteReporter(sql, muted, audit))) throw refuse('not_found', { kind: 'player' });
    return { outcome: muted };
  });
}

/** @throws DomainError not_found, forbidden for oneself. */
export async function unmute(ports: Ports, actor: Actor, playerId: Id<'player'>): Promise<void> {
  if (playerId === actor.playerId) throw refuse('forbidden', { reason: 'another moderator ends it' });
  const audit = {
    id: ports.newId('audit'),
    event: 'reporter.unmuted',
    actorId: actor.playerId,
    refId: playerId,
    createdAt: ports.clock(),
  } as const;
  await runAct(ports, async (sql) => {
    if (!(await unmuteReporter(sql, playerId, audit))) throw refuse('not_found', { kind: 'mute' });
    return { outcome: null };
  });
}
