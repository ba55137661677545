// The part of the story about entrants without an account: a walk-in, files, a new code and a claim.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

export async function enterGuests(api: Recorder, organizer: Caller, player: Caller): Promise<void> {
  const { id } = await api.ask('POST /v1/tournaments', {
    as: organizer,
    body: { title: 'Club Evening', startsAt: '2035-01-01T10:00:00Z', capacity: 8 },
  });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  const { registration } = await api.ask(`POST /v1/tournaments/${id}/guests`, {
    title: 'Enter a guest',
    note: 'By the organizer, for a player without an account. Only `displayName` is required. No fee is charged. The answer to a repeated request has no code.',
    as: organizer,
    body: {
      displayName: 'Grace Hopper',
      printedName: 'Grace Hopper',
      language: 'en',
      club: 'Dhaka Chess Club',
      country: 'BD',
      rating: 1850,
    },
  });
  await api.ask(`POST /v1/tournaments/${id}/imports/entrants?dryRun=false&language=en`, {
    title: 'Enter the guests of a file',
    note: 'By the organizer, as `text/csv`. Columns: `name`, `seed`, `rating`, `club`, `country`; only `name` is required. `dryRun=true` shows the outcomes and enters nobody.',
    as: organizer,
    body: 'name,seed,rating,club,country\r\nMary Jackson,1,1900,Castle,BD\r\nGrace Hopper,,,,\r\n',
    mediaType: 'text/csv',
  });
  await api.ask(`POST /v1/tournaments/${id}/imports/trf?dryRun=true&language=en`, {
    title: 'Enter the guests of a FIDE file',
    note: 'By the organizer, as `text/plain`: name and rating of each player, in the order of the numbers.',
    as: organizer,
    body: `${'001    1      Johnson, Katherine                1950'.padEnd(80)} 0.0    1\n`,
    mediaType: 'text/plain',
  });
  const { claimCode } = await api.ask(`POST /v1/registrations/${registration.id}/claim-codes`, {
    title: 'Make a claim code anew',
    note: 'By the organizer. The earlier code ends.',
    as: organizer,
  });
  await api.ask('POST /v1/registrations/claims', {
    title: 'Claim an entry',
    note: 'By the player who was given the code. Case, spaces and hyphens do not matter.',
    as: player,
    body: { code: claimCode },
  });
}
