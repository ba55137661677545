// The part of the API examples about the effects of sanctions: a tournament that a moderator reviews, and an entrant who is removed.

import type { Stage } from '../samples/api-recorder.ts';

export async function affect({ api, others }: Stage): Promise<void> {
  const moderator = await api.aCaller('Mona', 'moderator');
  const organizer = await api.aCaller('Oscar', 'organizer');
  const impose = (player: { readonly id: string }, kind: string) =>
    api.ask('POST /v1/sanctions', {
      as: moderator,
      body: { playerId: player.id, kind, reasonCode: 'rule_breach', statement: 'The rules of the last event.' },
    });
  const body = { title: 'Winter Open', startsAt: '2035-12-01T10:00:00Z', capacity: 4 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  await impose(organizer, 'hosting_probation');
  api.begin('Sanctions');
  const { drafts } = await api.ask('GET /v1/moderation/queue', {
    title: 'What waits for a moderator',
    note: 'The first page also has the drafts of organizers on probation.',
    as: moderator,
  });
  await api.ask(`POST /v1/moderation/tournaments/${id}/hosting-review`, {
    title: 'Review a tournament on probation',
    note: 'By a moderator, before the organizer publishes it: `approved`, or `refused` with a `reason`. A setting that changes afterwards needs another review.',
    as: moderator,
    body: { outcome: 'approved', note: 'No entry fee, no prizes.', settingsHash: drafts[0].settingsHash },
  });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  for (const to of ['published', 'registration_open']) await move(to);
  const entered: string[] = [];
  for (const as of others)
    entered.push((await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} })).id);
  for (const to of ['registration_closed', 'live']) await move(to);
  const banned = others[0] as (typeof others)[number];
  const { id: sanctionId } = await impose(banned, 'suspend');
  await api.ask(`POST /v1/sanctions/${sanctionId}/removals`, {
    title: 'Remove a sanctioned player from a running tournament',
    note: 'By a moderator. With `dryRun` it lists what would happen and what cannot be undone; without it, it is done.',
    as: moderator,
    body: { registrationId: entered[0] as string, dryRun: true },
  });
  await api.ask(`POST /v1/sanctions/${sanctionId}/removals`, { as: moderator, body: { registrationId: entered[0] } });
  await api.ask(`POST /v1/sanctions/${sanctionId}/revocation`, { as: moderator, body: { reason: 'A mistake.' } });
  await api.ask(`GET /v1/sanctions/${sanctionId}/removals`, {
    title: 'Whom a sanction has removed',
    note: 'By a moderator. After a revocation `remainder` says what could not be taken back; null: all was.',
    as: moderator,
  });
}
