// Certificates of a tournament, and links that download them.

import { env, exports } from 'cloudflare:workers';
import { expect } from 'vitest';
import { type DownloadLink, expiryOf, linkText, signedText } from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { type Answer, aPerson, type Person, post } from '../isolate/api.ts';
import { aTournament, enter, move, ok, people, playAllMatches, type Stage } from '../tournaments/tournament.ts';
import { untilIssued } from './certificates.ts';

export interface Certificate {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly displayName: string;
}
export const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
export const ask = ({ id }: Certificate, as: Person | undefined, body: object = {}) =>
  post(`/v1/certificates/${id}/download-links`, { as, body });

export const publicUrl = 'https://laurel.test';
const pathOf = (url: string) => url.slice(publicUrl.length);

const keys = createLinkKeys({ secrets: [(env as unknown as { JWT_SECRET: string }).JWT_SECRET], fault: null });
export const readerOf = ({ id }: Person) => ({ playerId: id as Id<'player'>, role: 'player' }) as const;

export const bytesOf = async (path: string, headers: Record<string, string> = {}) => {
  const response = await exports.default.fetch(publicUrl + path, { headers });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

/** @param state is read at each act: a test file makes its tournament after this is called. */
export function linkActs(state: () => { stage: LinkedStage; certificates: Certificate[] }) {
  /** Each test that changes one has a certificate of its own. */
  const next = () => state().certificates.shift() as Certificate;
  const first = () => state().certificates.at(-1) as Certificate;
  const holderOf = ({ displayName }: Certificate) =>
    state().stage.players.find((player) => player.name === displayName) as Person;
  /** The path of a new link. */
  const linkTo = async (one: Certificate, as = holderOf(one), body: object = {}): Promise<string> =>
    pathOf(ok(await ask(one, as, body), 201).url);
  /** A link that is signed correctly, whoever may have it. */
  const signed = async ({ id }: Certificate, fields: Partial<DownloadLink> = {}): Promise<string> => {
    const reader = { playerId: state().stage.organizer.id as Id<'player'>, role: 'player' } as const;
    const link = { id, format: 'pdf', reader, expiresAt: expiryOf(systemClock()), ...fields } as const;
    return `/v1/certificates/downloads/${linkText(link, await keys.sign(signedText(link)))}`;
  };
  return { next, first, holderOf, linkTo, signed };
}

export type LinkedStage = Stage & { players: Person[] };

/** Of ten players, and `waiting` for a spelling of its name. */
export async function linkedCertificates() {
  const [tournament, named, unprintable] = [await aTournament({ capacity: 12 }), await people(10), await aPerson()];
  const stage: LinkedStage = { ...tournament, players: [...named, unprintable] };
  await move(stage, 'published', 'registration_open');
  await enter(stage, named);
  await enter(stage, [unprintable], { displayName: 'محمد علي' });
  await move(stage, 'registration_closed', 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  const certificates: Certificate[] = items.filter(({ state }: { state: string }) => state === 'active');
  const waiting: Certificate = items.find(({ state }: { state: string }) => state === 'pending');
  return { stage, certificates, waiting };
}
