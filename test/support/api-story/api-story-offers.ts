// The requests of docs/api-examples.md: places that are offered to entrants who wait.

import type { Stage } from '../samples/api-recorder.ts';

export async function offerPlaces({ api, organizer, ada, others }: Stage): Promise<void> {
  const body = { title: 'Spring Open', startsAt: '2035-03-01T10:00:00Z', capacity: 2, offerMinutes: 60 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  const entered: string[] = [];
  for (const as of [ada, ...others])
    entered.push((await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} })).id);
  await api.ask(`POST /v1/registrations/${entered[0]}/cancellation`, { as: ada, body: {} });
  api.begin('Registrations');
  const [, first, second] = others;
  if (first === undefined || second === undefined) throw new Error('two entrants wait');
  await api.ask(`POST /v1/registrations/${entered[2]}/offer-refusal`, {
    title: 'Decline an offered place',
    note: 'By the entrant. The next one who waits gets an offer.',
    as: first,
  });
  await api.ask(`POST /v1/registrations/${entered[3]}/offer-acceptance`, {
    title: 'Accept an offered place',
    note: 'By the entrant, until `waitlist.offerEndsAt` of the registration. The fee is charged now.',
    as: second,
  });
}
