// The part of the API story that cron tells: a start that is blocked, and a schedule that a correction breaks. Its requests are not shown.

import type { Stage } from '../samples/api-recorder.ts';

type Shared = Pick<Stage, 'api' | 'organizer'>;

/** With one entrant of two its time comes while the story goes on. */
export async function startAlone({ api, organizer, ada }: Shared & Pick<Stage, 'ada'>): Promise<void> {
  const startsAt = new Date(Date.now() + 3_000).toISOString();
  const body = { title: 'Solo', startsAt, registrationClosesAt: startsAt, capacity: 2, autoStart: 'always' };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  await api.ask(`POST /v1/tournaments/${id}/registrations`, { as: ada, body: {} });
}

/** The final is over, its board is given to the third-place match, and a correction opens the final again. */
export async function bookTwice({ api, organizer, ada, others }: Shared & Pick<Stage, 'ada' | 'others'>) {
  const stages = [{ format: 'single_elimination', thirdPlaceMatch: true }];
  const body = { title: 'One Board', startsAt: '2035-09-01T10:00:00Z', capacity: 4, stages };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  await api.ask(`PUT /v1/tournaments/${id}/match-plan`, { as: organizer, body: { stations: ['Board 1'] } });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  for (const to of ['published', 'registration_open']) await move(to);
  for (const as of [ada, ...others]) await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} });
  for (const to of ['registration_closed', 'live']) await move(to);
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`);
  const withRole = (role: string | null) => items.filter((match: { role: string | null }) => match.role === role);
  const [first, second] = withRole(null);
  const [final, third] = [...withRole('final'), ...withRole('third_place')];
  const decide = (match: { id: string }) =>
    api.ask(`POST /v1/matches/${match.id}/decisions`, { as: organizer, body: { scores: [1, 0] } });
  const book = (match: { id: string }) =>
    api.ask(`PATCH /v1/matches/${match.id}`, {
      as: organizer,
      body: { startsAt: '2035-09-01T12:00:00Z', station: 'Board 1' },
    });
  for (const match of [first, second]) await decide(match);
  await book(final);
  await decide(final);
  await book(third);
  await api.ask(`POST /v1/matches/${first.id}/corrections`, {
    as: organizer,
    body: { scores: [0, 1], cascade: true },
  });
}
