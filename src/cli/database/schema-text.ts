// The current text of functions, triggers and views: *.sql files beside their domains. The migrator applies all of them after the
// migrations whenever one has changed, in one transaction. Migrations hold tables, constraints and data.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type postgres from 'postgres';

const sourceFolder = join(import.meta.dirname, '../..');

/** In this order: what a file uses comes before it. */
export const schemaFiles = [
  'db/append-only.sql',
  'db/instants.sql',
  'db/ids.sql',
  'db/names.sql',
  'outbox/outbox.sql',
  'audit/audit.sql',
  'audit/chain/chain.sql',
  'idempotency/idempotency.sql',
  'identity/identity.sql',
  'identity/lock-resource.sql',
  'sanctions/sanctions.sql',
  'sanctions/effects.sql',
  'sanctions/lock-resource.sql',
  'sanctions/erased-subjects.sql',
  'sanctions/strikes.sql',
  'sanctions/rules/rules.sql',
  'objects/objects.sql',
  'economy/ledger/ledger.sql',
  'economy/ledger/lock-resource.sql',
  'economy/ledger/details.sql',
  'economy/ledger/past-acts.sql',
  'economy/receipts/receipts.sql',
  'economy/holds/holds.sql',
  'economy/wallets/closing.sql',
  'economy/owed/owed.sql',
  'economy/escrow/escrow.sql',
  'economy/escrow/prize-changes.sql',
  'teams/teams.sql',
  'teams/subject.sql',
  'teams/lock-resource.sql',
  'tournaments/tournaments.sql',
  'tournaments/lock-resource.sql',
  'tournaments/staff/staff.sql',
  'tournaments/reading.sql',
  'tournaments/organizer.sql',
  'tournaments/setup/settings.sql',
  'tournaments/setup/hosting-review.sql',
  'tournaments/setup/limits.sql',
  'tournaments/stages/stages.sql',
  'tournaments/stages/entries/byes.sql',
  'tournaments/completion/completion.sql',
  'tournaments/guests/guests.sql',
  'tournaments/rating-lists/rating-lists.sql',
  'tournaments/waitlist/waitlist.sql',
  'tournaments/waitlist/offers.sql',
  'tournaments/reminders/reminders.sql',
  'tournaments/conditions/conditions.sql',
  'tournaments/registration/limits.sql',
  'tournaments/registration/registration.sql',
  'tournaments/registration/roster.sql',
  'tournaments/stages/entries/late-entry.sql',
  'tournaments/matches/slots.sql',
  'tournaments/check-in/check-in.sql',
  'tournaments/matches/silence/silence.sql',
  'tournaments/match-check-in/begin-check-in.sql',
  'tournaments/match-check-in/match-check-in.sql',
  'tournaments/schedule/schedule.sql',
  'tournaments/matches/limits.sql',
  'tournaments/matches/matches.sql',
  'tournaments/matches/scores/scores.sql',
  'tournaments/matches/forfeits/forfeits.sql',
  'tournaments/matches/corrections/corrections.sql',
  'tournaments/disputes/disputes.sql',
  'tournaments/departures/departures.sql',
  'tournaments/departures/removals.sql',
  'tournaments/evidence/evidence.sql',
  'tournaments/subjects.sql',
  'tournaments/past-acts.sql',
  'tournaments/registration/kept.sql',
  'tournaments/sandbox/sandbox.sql',
  'economy/wallets/kept.sql',
  'economy/wallets/subject.sql',
  'certificates/sanctioned.sql',
  'certificates/issuing/issuing.sql',
  'certificates/exports/exports.sql',
  'certificates/life/chains.sql',
  'certificates/life/lock-resource.sql',
  'certificates/life/kept.sql',
  'certificates/life/subject.sql',
  'certificates/life/tournament-of.sql',
  'moderation/appeals/appeals.sql',
  'moderation/reports/reports.sql',
  'moderation/cases/cases.sql',
  'moderation/effects/effects.sql',
  'moderation/trials/trials.sql',
  'webhooks/webhooks.sql',
  'api-keys/api-keys.sql',
  'privacy/privacy.sql',
] as const;

export interface SchemaText {
  readonly path: string;
  readonly text: string;
}

export function readSchemaTexts(): SchemaText[] {
  return schemaFiles.map((path) => ({ path, text: readFileSync(join(sourceFolder, path), 'utf8') }));
}

export function hashOfTexts(texts: readonly SchemaText[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex');
}

/** @returns whether they were applied: the text differs from what the database has. All of it, or nothing. */
export async function applySchemaTexts(sql: postgres.Sql, texts: readonly SchemaText[]): Promise<boolean> {
  const hash = hashOfTexts(texts);
  await sql`CREATE TABLE IF NOT EXISTS drizzle.schema_text (hash text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
  const [known] = await sql<{ hash: string }[]>`SELECT hash FROM drizzle.schema_text ORDER BY applied_at DESC LIMIT 1`;
  if (known?.hash === hash) return false;
  await sql.begin(async (transaction) => {
    // A function may use one that a later file brings.
    await transaction`SET LOCAL check_function_bodies = off`;
    await transaction`SET LOCAL lock_timeout = '10s'`;
    for (const { path, text } of texts) {
      try {
        await transaction.unsafe(text);
      } catch (error) {
        throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
      }
    }
    await transaction`INSERT INTO drizzle.schema_text (hash) VALUES (${hash})`;
  });
  return true;
}
