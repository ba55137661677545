// What may be done to a certificate: who may do it, and from which states it can be done.

import { type Actor, hasRole } from '../core/actor.ts';
import type { CertificateState } from './certificate.ts';

export const certificateActs = ['revoke', 'suspend', 'lift', 'replace', 'set_expiry'] as const;
export type CertificateAct = (typeof certificateActs)[number];

const startingStates: Readonly<Record<CertificateAct, readonly CertificateState[]>> = {
  // For ever: nothing leads out of `revoked`.
  revoke: ['pending', 'active', 'suspended', 'superseded', 'expired'],
  suspend: ['active'],
  lift: ['suspended'],
  // A suspended one has to be lifted first: a new document must not be the way around.
  replace: ['pending', 'active'],
  set_expiry: ['pending', 'active', 'suspended'],
};

export function statesBefore(act: CertificateAct): readonly CertificateState[] {
  return startingStates[act];
}

interface Owners {
  /** Whoever entered, or the captain of the team that did. */
  readonly playerId: string;
  readonly rosterIds: readonly string[];
  readonly organizerId: string;
}

/** Moderators may stop a certificate from counting, and nothing else; its words are the organizer's. */
export function mayAct(actor: Actor, act: CertificateAct, { organizerId }: Owners): boolean {
  const isTheirs = actor.playerId === organizerId || hasRole(actor, 'admin');
  return isTheirs || ((act === 'suspend' || act === 'lift') && hasRole(actor, 'moderator'));
}

/** Notes about a certificate are for whoever may act on it. */
export function mayReadNotes(actor: Actor, owners: Owners): boolean {
  return mayAct(actor, 'suspend', owners);
}

/** The files are for the holder, everybody on the roster of a team, and for whoever runs the tournament. */
export function mayDownload(actor: Actor, { playerId, rosterIds, organizerId }: Owners): boolean {
  return [playerId, organizerId, ...rosterIds].includes(actor.playerId) || hasRole(actor, 'admin');
}

/** How the name is spelled in print: the holder's to say, or the organizer's. */
export function maySpellName(actor: Actor, { playerId, organizerId }: Owners): boolean {
  return [playerId, organizerId].includes(actor.playerId) || hasRole(actor, 'admin');
}

/** Whoever may host tournaments has certificates to issue. */
export function mayIssue(actor: Actor): boolean {
  return hasRole(actor, 'organizer');
}

/** Whether strangers are told the name is the holder's own affair. */
export function mayHide(actor: Actor, { playerId }: Owners): boolean {
  return actor.playerId === playerId || hasRole(actor, 'admin');
}
