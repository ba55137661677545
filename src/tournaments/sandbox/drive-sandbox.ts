// Use case, for the queue and for cron: does the acts of a sandbox that are due, through the operations of the API. What was done follows from
// the tournament, so that a driver that was killed between two acts is followed by another one. Each act has an Idempotency-Key: a
// POST whose record was lost is not done twice.

import type { Actor } from '../../core/actor.ts';
import { DomainError } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import type { KeyClaim, Ports } from '../../outbox/ports.ts';
import { startByTime } from '../auto-start/start-by-time.ts';
import { remindTournament } from '../reminders/remind-tournaments.ts';
import { findTournament } from '../store.ts';
import { isOver } from '../tournament.ts';
import { nextAct, playerOf } from './next-act.ts';
import { readView } from './read-view.ts';
import type { Sandbox, SandboxAct, SandboxView } from './sandbox.ts';
import { endLease, findSandbox, leaseSandbox, listDueSandboxes, recordAct, releaseSandbox } from './sandbox-store.ts';

export interface PerformedAct extends Pick<SandboxAct, 'operation' | 'params' | 'body'> {
  readonly actor: Actor;
  readonly claim: KeyClaim | null;
}

/** Does one operation of the API, by its name, and returns the body of the answer. @throws DomainError of its refusal. */
export type Perform = (act: PerformedAct) => Promise<unknown>;

/** In one call; then others may have their turn. */
const actsMax = 25;
/** Each act renews it. So long a sandbox stands still whose driver was killed amid its acts. */
const leaseSeconds = 30;
/** A sandbox in which people act may have nothing to do for a while. */
const idleSeconds = 600;

/** @returns milliseconds until the next act is due; null: nothing is left to do, or somebody else acts. */
export async function driveSandbox(ports: Ports, perform: Perform, id: Id<'tournament'>): Promise<number | null> {
  const now = ports.clock();
  const sandbox = await leaseSandbox(ports.db, id, { now, until: leaseEnd(now) });
  if (sandbox === null) return null;
  const nextAt = await doDueActs(ports, perform, sandbox).catch(async (error: unknown) => {
    // It was removed amid an act: rows that refer to it are refused in many ways.
    if ((await findSandbox(ports.db, id)) === null) return null;
    // The next attempt comes before the lease has run out.
    await endLease(ports.db, id);
    throw error;
  });
  await releaseSandbox(ports.db, id, nextAt);
  return nextAt === null ? null : Math.max(0, Date.parse(nextAt) - Date.parse(ports.clock()));
}

async function doDueActs(ports: Ports, perform: Perform, sandbox: Sandbox): Promise<Instant | null> {
  let { nextAt } = sandbox;
  for (let acts = 0; acts < actsMax && nextAt <= ports.clock(); acts += 1) {
    const view = await nextView(ports, sandbox);
    if (view === null) return null;
    const act = nextAct(view);
    if (act === null) return isOver(view.tournament.state) ? null : addSeconds(ports.clock(), idleSeconds);
    const refusal = await doAct(perform, view, act);
    nextAt = later(nextAt, 60_000 / sandbox.actsPerMinute);
    const now = ports.clock();
    await recordAct(ports.db, sandbox.tournamentId, { key: act.key, refusal, now, nextAt, leasedUntil: leaseEnd(now) });
  }
  return nextAt;
}

const leaseEnd = (now: Instant): Instant => addSeconds(now, leaseSeconds);

const later = (instant: Instant, ms: number) => new Date(Date.parse(instant) + Math.ceil(ms)).toISOString() as Instant;

/** What cron does each minute comes first, so that it comes at the same point of each run. null: the tournament is gone. */
async function nextView(ports: Ports, sandbox: Sandbox): Promise<SandboxView | null> {
  const { tournamentId } = sandbox;
  await startByTime(ports, tournamentId);
  await remindTournament(ports, tournamentId);
  const tournament = await findTournament(ports.db, tournamentId);
  return tournament === null ? null : readView(ports, sandbox, tournament);
}

/** @returns the code of the refusal; null: it was done. */
async function doAct(perform: Perform, view: SandboxView, act: SandboxAct): Promise<string | null> {
  const { key, operation, params, body, after } = act;
  try {
    const claim = after === undefined ? claimOf(view, act) : null;
    const answer = await perform({ operation, params, body, actor: actorOf(view, act.as), claim });
    if (after === undefined) return null;
    const taken = (answer as Readonly<Record<string, unknown>>)[after.takes];
    await perform({
      ...{ operation: after.operation, params: {}, body: { [after.puts]: taken } },
      ...{ actor: actorOf(view, after.as), claim: claimOf(view, { ...act, key: `${key} after` }) },
    });
    return null;
  } catch (error) {
    // A driver that was killed may have left the act running in the database. It is tried again: what is recorded is never done again.
    if (error instanceof DomainError && error.code !== 'idempotency_in_flight') return error.code;
    throw error;
  }
}

const actorOf = (view: SandboxView, as: number | null): Actor => ({
  ...{ playerId: playerOf(view, as), issuer: 'sandbox', name: null, roles: new Set() },
});

const claimOf = ({ tournamentId }: SandboxView, { key }: SandboxAct): KeyClaim => ({
  ...{ scope: `sandbox ${tournamentId}`, key, fingerprint: key },
  markReplayed: () => {},
});

const perRun = 100;

/** For cron: those whose driver was lost. */
export function dueSandboxes({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<Id<'tournament'>[]> {
  return listDueSandboxes(db, clock(), perRun);
}
