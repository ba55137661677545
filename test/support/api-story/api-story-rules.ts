// The part of the API examples about rules of moderation and their trials.

import type { Recorder } from '../samples/api-recorder.ts';

export async function rule(api: Recorder): Promise<void> {
  const admin = await api.aCaller('Ann', 'admin');
  api.begin('Rules of moderation');
  const { id, version } = await api.ask('POST /v1/moderation/rules', {
    title: 'Declare a rule',
    note: 'By an administrator. It is off at first.',
    as: admin,
    body: { title: 'No entries with five points', acts: ['register', 'check_in'], pointsMin: 5 },
  });
  await api.ask(`PUT /v1/moderation/rules/${id}/state`, {
    title: 'Put a rule into shadow',
    note: 'It refuses nothing, and a trial lists what it would have refused.',
    as: admin,
    body: { version, state: 'shadow' },
  });
  const trial = await api.ask(`POST /v1/moderation/rules/${id}/trials`, {
    title: 'Try a rule on what was done',
    note: 'At most 92 days. It is judged in the background.',
    as: admin,
    body: { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
  });
  await api.ask(`GET /v1/moderation/rules/${id}/trials`, {
    title: 'The trials of a rule',
    note: 'With their counts, newest first.',
    as: admin,
  });
  await api.ask(`GET /v1/moderation/trials/${trial.id}/refusals`, {
    title: 'What a rule would have refused',
    note: 'Pages, in the order of the ids of what was done.',
    as: admin,
  });
  await api.ask('GET /v1/moderation/rules', { title: 'All rules', note: 'By an administrator.', as: admin });
}
