// The part of api-story.ts about a tournament of two stages: a group, then a final of its best two.

import type { Stage } from '../samples/api-recorder.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

export async function playStages({ api, organizer, ada, others }: Pick<Stage, 'api' | 'organizer' | 'ada' | 'others'>) {
  api.begin('Stages');
  const final = { format: 'gauntlet', name: 'Final', entrants: { from: 'ranking', perGroup: 2 } };
  const { id } = await api.ask('POST /v1/tournaments', {
    title: 'Create a tournament of two stages',
    note: 'A stage has a `format` and the settings of the format beside it. `entrants` says who goes on: the best of each group here.',
    as: organizer,
    body: {
      ...{ title: 'Masters', startsAt: '2035-03-01T10:00:00Z', capacity: 3 },
      stages: [{ format: 'round_robin', name: 'Group' }, final, { format: 'gauntlet', entrants: { from: 'manual' } }],
    },
  });
  const path = `/v1/tournaments/${id}`;
  const move = async (...states: string[]) => {
    for (const to of states) await api.ask(`POST ${path}/transitions`, { as: organizer, body: { to } });
  };
  await move('published', 'registration_open');
  for (const as of [ada, ...others.slice(0, 2)]) await api.ask(`POST ${path}/registrations`, { as, body: {} });
  await move('registration_closed', 'live');
  await api.ask(`GET ${path}/stages`, { title: 'List the stages', note: 'No token.' });
  const { items } = await api.ask(`GET ${path}/matches`, {});
  for (const match of items)
    await api.ask(`POST /v1/matches/${match.id}/decisions`, { as: organizer, body: { scores: scoreOf(match) } });
  // The same winner: nothing follows from it.
  const [won] = scoreOf(items[0]);
  await api.ask(`POST /v1/matches/${items[0].id}/corrections`, {
    as: organizer,
    body: { scores: won === 2 ? [3, 0] : [0, 3] },
  });
  await api.ask(`POST ${path}/stages/1/completions`, {
    title: 'Complete a stage',
    note: 'By the organizer, when all its matches are played. Its ranking is final, and its matches do not change any more.',
    as: organizer,
    body: {},
  });
  await api.ask(`PUT ${path}/stages/2`, {
    title: 'Change a stage',
    note: 'By the organizer, until the stage starts. The whole plan, as in a new tournament.',
    as: organizer,
    body: { ...final, name: 'Grand final' },
  });
  await api.ask(`DELETE ${path}/stages/3`, {
    title: 'Drop a stage',
    note: 'By the organizer, before it starts, and if no other stage takes entrants from it.',
    as: organizer,
  });
  await api.ask(`POST ${path}/stages/2/starts`, {
    title: 'Start a stage',
    note: 'By the organizer. `{}` seeds by the ranking. `order` names the entrants where `from` is `manual`.',
    as: organizer,
    body: {},
  });
  await api.ask(`GET ${path}/stages/2`, {
    title: 'Read a stage',
    note: 'No token. `rank` is there when it is completed.',
  });
}

/** The better seed wins. */
const scoreOf = ({ slots: [one, other] }: Json) => (one.entrant.seed < other.entrant.seed ? [2, 0] : [0, 2]);
