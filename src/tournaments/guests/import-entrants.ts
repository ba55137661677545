// Use case: staff enter the players of a file as guests. Rows with a seed come first, in its order: they get the places first, and
// seeding by the order of registration keeps it.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { ListedEntrant } from '../exchange/entrants-csv.ts';
import type { EntrantLanguage } from '../registration/registration.ts';
import { type EnteredGuest, enterGuests } from './enter-guests.ts';

export interface ImportedRow extends EnteredGuest {
  readonly line: number;
  readonly displayName: string;
}

export interface EntrantFile {
  readonly tournamentId: Id<'tournament'>;
  readonly rows: readonly ListedEntrant[];
  readonly language: EntrantLanguage;
  readonly isDryRun: boolean;
}

/** In the order of the file. @throws DomainError as enterGuests. */
export async function importEntrants(ports: Ports, actor: Actor, file: EntrantFile): Promise<ImportedRow[]> {
  const { tournamentId, rows, language, isDryRun } = file;
  const seedOf = ({ seed }: ListedEntrant) => seed ?? Number.MAX_SAFE_INTEGER;
  const ordered = [...rows].sort((a, b) => seedOf(a) - seedOf(b) || a.line - b.line);
  const guests = ordered.map(({ name, rating, club, country }) => {
    return { displayName: name, printedName: null, language, rating, club, country };
  });
  const entered = await enterGuests(ports, actor, { tournamentId, guests, isDryRun });
  const done = ordered.map(({ line, name }, index) => ({
    ...(entered[index] as EnteredGuest),
    line,
    displayName: name,
  }));
  return done.sort((a, b) => a.line - b.line);
}
