// The part of the API examples about reports and cases.

import type { Recorder } from '../samples/api-recorder.ts';

/** About an entrant of the tournament. */
export async function report(api: Recorder, tournamentId: string): Promise<void> {
  const [admin, moderator] = [await api.aCaller('Ann', 'admin'), await api.aCaller('Mo', 'moderator')];
  const reporter = await api.aCaller('Ria');
  const { items } = await api.ask(`GET /v1/tournaments/${tournamentId}/registrations`);
  const queue = `/v1/moderation/queues/cheating/moderators/${moderator.id}`;
  api.begin('Reports and cases');
  await api.ask(`PUT ${queue}`, { title: 'Let a moderator see a queue', note: 'By an administrator.', as: admin });
  await api.ask('GET /v1/moderation/queues', {
    title: 'Who sees which queue',
    note: 'By an administrator.',
    as: admin,
  });
  const { caseId } = await api.ask('POST /v1/reports', {
    title: 'Report an entrant',
    note: 'Reports of the same subject and category become one case.',
    as: reporter,
    body: {
      subject: { type: 'registration', id: items[0].id },
      category: 'cheating',
      text: 'Aims through walls.',
      evidence: [{ url: 'https://video.example.org/42' }],
    },
  });
  await api.ask('GET /v1/moderation/queue?category=cheating', {
    title: 'The queue',
    note: 'By a moderator. The most urgent first, then the oldest.',
    as: moderator,
  });
  const path = `/v1/moderation/cases/${caseId}`;
  await api.ask(`POST ${path}/lease`, {
    title: 'Take a case',
    note: 'Others cannot act on it for half an hour.',
    as: moderator,
    body: {},
  });
  await api.ask(`DELETE ${path}/lease`, { title: 'Give a case back', note: 'By who has it.', as: moderator });
  await api.ask(`POST ${path}/triage`, {
    title: 'Set the priority of a case',
    note: 'With the `version` that was read.',
    as: moderator,
    body: { version: 1, priority: 5 },
  });
  await api.ask(`GET ${path}`, { title: 'All of a case', note: 'One request for one screen.', as: moderator });
  await api.ask(`POST ${path}/decision`, {
    title: 'Decide a case',
    note: 'By a moderator whom it does not concern.',
    as: moderator,
    body: { version: 2, outcome: 'rejected', statement: 'The replay shows no help.' },
  });
  await api.ask('GET /v1/me/reports', { title: 'My reports', note: 'With their outcomes.', as: reporter });
  const mute = `/v1/moderation/reporters/${reporter.id}/mute`;
  await api.ask(`PUT ${mute}`, {
    title: 'Take no more reports from a player',
    note: 'By a moderator; null is without an end.',
    as: moderator,
    body: { reason: 'Ten reports without a cause.', endsAt: null },
  });
  await api.ask(`GET /v1/moderation/reporters/${reporter.id}`, {
    title: 'How the reports of a player ended',
    note: 'By a moderator.',
    as: moderator,
  });
  await api.ask(`DELETE ${mute}`, { title: 'Take reports from a player again', as: moderator });
}
