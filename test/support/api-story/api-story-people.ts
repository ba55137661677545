// The part of the API examples about people: the own profile, and roles.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

export async function introduce(api: Recorder, ada: Caller): Promise<void> {
  api.begin('People');
  await api.ask('GET /v1/me', {
    title: 'Who am I',
    note: 'The first request with a subject makes its player. `sources` says whether a role is in the token, granted in Laurel, or both.',
    as: ada,
    isWhole: true,
  });
  await api.ask('GET /v1/me/export', {
    title: 'Export my data',
    note: 'Everything that Laurel keeps of the caller, by part.',
    as: ada,
    isWhole: true,
  });
  await api.ask('PATCH /v1/me', { title: 'Change my name', as: ada, body: { displayName: 'Ada Lovelace' } });
  await api.ask(`GET /v1/players/${ada.id}`, { title: 'Read a player', note: 'No token.' });
  const admin = await api.aCaller('Root', 'admin');
  const newcomer = await api.aCaller('Hugo');
  await api.ask(`POST /v1/players/${newcomer.id}/roles`, {
    title: 'Grant a role',
    note: '`organizer`, `moderator`, `finance` or `admin`. By an administrator; `npm run grant` makes the first one.',
    as: admin,
    body: { role: 'organizer' },
  });
  await api.ask(`GET /v1/players/${newcomer.id}/roles`, { title: 'List granted roles', as: admin });
  await api.ask(`DELETE /v1/players/${newcomer.id}/roles/organizer`, { title: 'Withdraw a role', as: admin });
  await api.ask(`DELETE /v1/players/${newcomer.id}/personal-data`, {
    title: 'Erase personal data',
    note: 'By the player or an administrator.',
    as: newcomer,
  });
}

export async function listOwn(api: Recorder, ada: Caller): Promise<void> {
  api.begin('People');
  const newest = 'Pages, newest first.';
  await api.ask('GET /v1/me/registrations', {
    title: 'List my registrations',
    note: `${newest} Also those of teams. \`?state=confirmed\` for one state.`,
    as: ada,
  });
  await api.ask('GET /v1/me/matches', {
    title: 'List my matches',
    note: `${newest} \`?open=true\` for those that are not over.`,
    as: ada,
    // Matches of one bracket are made at one time, so that their order differs from run to run.
    shows: ({ round }) => round === 1,
  });
  await api.ask('GET /v1/me/next-match', {
    title: 'Read my next match',
    note: 'null: no match of a live tournament is open.',
    as: ada,
  });
  await api.ask('GET /v1/me/teams', { title: 'List my teams', note: newest, as: ada });
}
