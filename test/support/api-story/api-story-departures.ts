// The requests of docs/api-examples.md: entrants who leave a running tournament.

import type { Stage } from '../samples/api-recorder.ts';

export async function leave({ api, organizer, ada, others }: Stage): Promise<void> {
  const body = { title: 'Summer Open', startsAt: '2035-07-01T10:00:00Z', capacity: 4 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  for (const to of ['published', 'registration_open']) await move(to);
  const entered: string[] = [];
  for (const as of [ada, ...others])
    entered.push((await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} })).id);
  for (const to of ['registration_closed', 'live']) await move(to);
  api.begin('Registrations');
  await api.ask(`POST /v1/registrations/${entered[0]}/withdrawals`, {
    title: 'Withdraw from a running tournament',
    note: 'By the entrant or the organizer. Open matches are forfeited; later rounds are played without the entrant. The fee is not returned.',
    as: ada,
    body: { reason: 'Ill' },
  });
  await api.ask(`POST /v1/registrations/${entered[1]}/disqualifications`, {
    title: 'Disqualify an entrant',
    note: 'By the organizer, while the tournament is live. The entrant is ranked below all others.',
    as: organizer,
    body: { reason: 'Used a second account' },
  });
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`);
  const open = items.filter(({ state }: { state: string }) => state === 'ready');
  for (const match of open)
    await api.ask(`POST /v1/matches/${match.id}/decisions`, { as: organizer, body: { scores: [2, 1] } });
  await move('completed');
  api.begin('Matches');
  await api.ask(`POST /v1/tournaments/${id}/reopenings`, {
    title: 'Reopen a completed tournament',
    note: 'By the organizer, within 24 hours, while no prize was paid and no certificate issued. Then results may be corrected.',
    as: organizer,
    body: { reason: 'The final was entered the wrong way round' },
  });
  await move('completed');
  await api.ask(`POST /v1/tournaments/${id}/placement-approvals`, {
    title: 'Approve placements',
    note: 'By the organizer, where `requiresReview` is true: a winner won at least half of the matches by forfeit. Prizes and certificates wait for it.',
    as: organizer,
  });
  await api.ask(`POST /v1/registrations/${entered[2]}/late-disqualifications`, {
    as: organizer,
    body: { reason: 'Used an engine', dryRun: false },
  });
}

/** Cron reminds of its check-in and that it ends soon. */
export async function startSoon({ api, organizer }: Pick<Stage, 'api' | 'organizer'>): Promise<void> {
  const startsAt = new Date(Date.now() + 8 * 60_000).toISOString();
  const body = { title: 'Lunch Break Open', startsAt, capacity: 4, checkInMinutes: 30 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
}
