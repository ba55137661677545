// Part of the changes of state: the condition that the tournament is still as its organizer read it. It is judged on the row as it is
// when the act locks it. A repeated request gets its first answer, also if the condition no longer holds.

import { DomainError } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Tournament } from '../tournament.ts';
import { applySchedule } from './apply-schedule.ts';
import { findVersion } from './change-store.ts';

/** What `lockTournament` compares. undefined: no condition. null: the condition does not hold. Text: the version that was judged. */
export type JudgedVersion = string | null | undefined;

/** Other acts may change the row in between; then it is judged again. */
const triesMax = 8;

/** `judge` throws precondition_failed. null: no condition. @throws what `act` throws. */
export async function ifUnchanged(
  ports: Ports,
  id: Id<'tournament'>,
  judge: ((current: Tournament) => Promise<void>) | null,
  act: (version: JudgedVersion) => Promise<void>,
): Promise<void> {
  if (judge === null) return act(undefined);
  // What is due by time is no change to a reader, but gives another version.
  await applySchedule(ports, id);
  for (let tries = 1; ; tries += 1) {
    const found = await findVersion(ports.db, id);
    const version = found !== null && (await holds(() => judge(found.tournament))) ? found.version : null;
    const isDone = await holds(() => act(version), version === null || tries === triesMax);
    if (isDone) return;
  }
}

/** False: precondition_failed, unless that `isFinal`. @throws every other error. */
async function holds(work: () => Promise<void>, isFinal = false): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isFinal || !(error instanceof DomainError) || error.code !== 'precondition_failed') throw error;
    return false;
  }
}
