// Sanctions that one moderator imposes and revokes.

import { type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { ok } from '../tournaments/tournament.ts';

export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

/** @param moderator is asked at each act: tests make the moderator after this is called. */
export function sanctionsBy(moderator: () => Person) {
  const tryToImpose = (player: { readonly id: string }, kind: string, fields: object = {}) =>
    post('/v1/sanctions', {
      as: moderator(),
      body: { playerId: player.id, kind, reasonCode: 'fraud', statement: 'Said.', endsAt: inDays(9), ...fields },
    });
  const impose = async (...sent: Parameters<typeof tryToImpose>): Promise<{ id: string; startsAt: string }> =>
    ok(await tryToImpose(...sent), 201);
  const revoke = async ({ id }: { readonly id: string }) =>
    ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator(), body: { reason: 'A mistake.' } }), 200);
  return { tryToImpose, impose, revoke };
}

/** Only the database owner can do this, with triggers off. */
export const expiryIn =
  (database: TestDatabase) =>
  ({ id }: { readonly id: string }) =>
    database.sql.begin(async (sql) => {
      await sql`SET LOCAL session_replication_role = replica`;
      await sql`UPDATE sanction_record SET starts_at = now() - interval '2 days', ends_at = now() WHERE id = ${id}`;
    });
