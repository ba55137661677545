// Certificates of a tournament, the acts that replace, hide and revoke them, and what everybody reads of them.

import { expect } from 'vitest';
import { unwrap } from '../../../src/core/outcome.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { type Answer, call, get, type Person } from '../isolate/api.ts';
import { ok, type Stage } from '../tournaments/tournament.ts';
import { issuedStage } from './certificates.ts';

export interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
  readonly registrationId?: string;
}
export const now = { 'cache-control': 'no-cache' };
export const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
export const verdictOf = async (code: string) =>
  ok(await get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }), 200);

/** Every public form of a certificate. */
export async function publicForms(code: string): Promise<string> {
  const answers = await Promise.all([
    get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }),
    get(`/c/${code}`, { headers: { ...now, accept: 'text/html', 'accept-language': 'en' } }),
    get(`/c/${code}`, { headers: { ...now, accept: 'text/html', 'accept-language': 'bn' } }),
    get(`/api/tournaments/certificates/verify/${code}/`, { headers: now }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const record = unwrap(await backend().certificateByCode(code.replaceAll('-', '')));
  return [...answers.map(({ text }) => text), JSON.stringify(record)].join('\n');
}

export const names = ['Adda Kingg', 'Ada Kingg', 'Ada King'];

/** @param state is read at each act: a test file makes its tournament after this is called. */
export function chainActs(state: () => { stage: Played; certificates: Certificate[] }) {
  /** Each test has a certificate of its own. */
  const next = () => state().certificates.shift() as Certificate;
  const act = (id: string, path: string, body: object, as = state().stage.organizer, method = 'POST') =>
    call(method, `/v1/certificates/${id}/${path}`, { as, body });
  const holderOf = ({ displayName }: Certificate) =>
    state().stage.players.find((player) => player.name === displayName) as Person;
  const hide = (one: Certificate, id: string, isPrivate = true) =>
    act(id, 'privacy', { isPrivate }, holderOf(one), 'PUT');
  async function replace(id: string, body: object): Promise<Certificate> {
    return { displayName: '', ...ok(await act(id, 'replacement', body), 202) };
  }
  return { next, act, holderOf, hide, replace };
}

export type Played = Stage & { players: Person[] };

/** With eighteen certificates. */
export const certifiedStage = (): Promise<{ stage: Played; certificates: Certificate[] }> =>
  issuedStage(18, { timeZone: 'Asia/Dhaka' });
