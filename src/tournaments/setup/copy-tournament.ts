// The settings of a copied tournament: those of the source, with all dates moved by the same time. Entrants, staff, seeding and results
// are not copied. Pure.

import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Tournament } from '../tournament.ts';

export interface CopyWishes {
  /** Absent: that of the source. */
  readonly title?: string | undefined;
  readonly startsAt: Instant;
}

type Json = Readonly<Record<string, unknown>>;

/** The fields of a new tournament that differ from the source. `stages` are the stages of the source as JSON. */
export function copiedFields(source: Tournament, stages: readonly Json[], { title, startsAt }: CopyWishes): Json {
  const seconds = (Date.parse(startsAt) - Date.parse(source.startsAt)) / 1000;
  const moved = (at: Instant | null) => (at === null ? null : addSeconds(at, seconds));
  const days = Math.round(seconds / 86_400);
  return {
    title: title ?? source.title,
    startsAt,
    registrationOpensAt: moved(source.registrationOpensAt),
    registrationClosesAt: moved(source.registrationClosesAt),
    stages: stages.map((stage) =>
      'firstDay' in stage ? { ...stage, firstDay: movedDay(stage.firstDay, days) } : stage,
    ),
  };
}

/** A day is `2030-01-31`. */
function movedDay(day: unknown, days: number): string {
  return new Date(Date.parse(`${String(day)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
