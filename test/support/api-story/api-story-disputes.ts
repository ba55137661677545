// The requests of docs/api-examples.md: results are contested.

import type { Caller, Stage } from '../samples/api-recorder.ts';

interface Contested {
  /** Reported twice, with different scores. */
  readonly match: { readonly id: string };
  /** Who reported second. */
  readonly disputant: Caller;
  /** Completed. */
  readonly completed: { readonly id: string };
  readonly loser: Caller;
}

export async function contestResults({ api, organizer, id }: Stage, contested: Contested): Promise<void> {
  const { match, disputant, completed, loser } = contested;
  const { items } = await api.ask(`GET /v1/matches/${match.id}/disputes`, {
    title: 'Read the disputes of a match',
    note: 'As an entrant of the match, its staff or a moderator. Two reports that differ are a dispute without a text.',
    as: disputant,
  });
  await api.ask(`POST /v1/disputes/${items[0].id}/withdrawal`, {
    title: 'Withdraw a dispute',
    note: 'By the entrant who contests. The match waits for an answer again.',
    as: disputant,
  });
  await api.ask(`POST /v1/matches/${match.id}/disputes`, {
    title: 'Contest a result',
    note: 'By an entrant who did not report it. `text` has 20 to 2,000 characters. Silence does not confirm the result then.',
    as: disputant,
    body: { reason: 'technical_issue', text: 'The clock stopped in the last game, and it was not played again.' },
  });
  const body = { reason: 'other', text: 'I confirmed the wrong score: the second game was mine.' };
  const late = await api.ask(`POST /v1/matches/${completed.id}/disputes`, { as: loser, body });
  await api.ask(`GET /v1/tournaments/${id}/disputes?open=true`, {
    title: 'List the disputes of a tournament',
    note: 'By the organizer or a referee, the oldest first.',
    as: organizer,
  });
  await api.ask(`POST /v1/disputes/${late.id}/rejection`, {
    title: 'Reject a dispute',
    note: 'By the organizer or a referee, of a completed match. The result stands.',
    as: organizer,
  });
}
