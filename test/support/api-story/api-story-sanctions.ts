// The part of the API examples about sanctions.

import type { Recorder } from '../samples/api-recorder.ts';

export async function sanction(api: Recorder): Promise<void> {
  const [moderator, second] = [await api.aCaller('Mo', 'moderator'), await api.aCaller('Nora', 'moderator')];
  const player = await api.aCaller('Rex');
  // Moderators sanction players of whom something is kept.
  await api.ask('GET /v1/me', { as: player });
  api.begin('Sanctions');
  await api.ask('GET /v1/moderation/reasons', { title: 'The catalogue of reasons', note: 'No token.', isWhole: true });
  const { id } = await api.ask('POST /v1/sanctions', {
    title: 'Sanction a player',
    note: 'By a moderator. Without `endsAt` the catalogue gives the length; null is for ever.',
    as: moderator,
    body: {
      playerId: player.id,
      kind: 'ban',
      reasonCode: 'cheating',
      statement: 'You used a program that aims.',
      note: 'Two recordings.',
      endsAt: null,
    },
  });
  await api.ask(`POST /v1/sanctions/${id}/confirmation`, {
    title: 'Confirm a ban for ever',
    note: 'By a second moderator. Until then it is `proposed` and blocks nothing.',
    as: second,
  });
  await api.ask(`GET /v1/sanctions/${id}`, { title: 'Read a sanction', note: 'By a moderator.', as: moderator });
  await api.ask('GET /v1/me/sanctions', { title: 'My sanctions', note: 'Pages, newest first.', as: player });
  await api.ask('GET /v1/me/notices?since=2026-01-01T00:00:00Z', {
    title: 'What moderators have decided about me',
    note: 'Pages, newest first, in English and Bengali.',
    as: player,
  });
  const appeal = await api.ask(`POST /v1/sanctions/${id}/appeals`, {
    title: 'Appeal against a sanction',
    note: 'By its player, once, within 14 days. 20 to 2,000 characters.',
    as: player,
    body: { text: 'The program reads the screen to me: I am blind.' },
  });
  await api.ask(`GET /v1/sanctions/${id}/appeals`, { title: 'Read the appeal', as: player });
  await api.ask('GET /v1/moderation/appeals', { title: 'Open appeals', note: 'Pages, oldest first.', as: moderator });
  await api.ask(`POST /v1/moderation/appeals/${appeal.id}/rulings`, {
    title: 'Decide an appeal',
    note: 'By a moderator who had no part in the sanction. `upheld`, `lifted`, or `reduced` with `endsAt`.',
    as: await api.aCaller('Ines', 'moderator'),
    body: { outcome: 'upheld', statement: 'The recordings show another program.' },
  });
  await api.ask(`GET /v1/players/${player.id}/strikes`, {
    title: 'The strikes of a player',
    note: 'By a moderator. `suggestion` is what the points suggest.',
    as: moderator,
  });
  await api.ask(`POST /v1/sanctions/${id}/strike-dismissal`, {
    title: 'Dismiss a strike',
    note: 'By a moderator, once. The sanction stays.',
    as: moderator,
    body: { reason: 'A first offence.' },
  });
  await api.ask(`POST /v1/sanctions/${id}/revocation`, {
    title: 'Revoke a sanction',
    note: 'By a moderator. A sanction that has not begun is cancelled.',
    as: moderator,
    body: { reason: 'The program was a screen reader.' },
  });
  await api.ask(`GET /v1/sanctions?playerId=${player.id}`, {
    title: 'The sanctions of a player',
    note: 'By a moderator. Pages, newest first.',
    as: moderator,
  });
}
