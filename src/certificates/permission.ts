// Who may do what with a certificate, and in which states.

import { type Actor, hasRole, type Principal } from '../core/actor.ts';
import { everybody, only } from '../http/permission.ts';
import type { CertificateState } from './certificate.ts';

export const certificatePermissions = {
  issue: only('certificate.issue', 'organizer', 'admin'),
  listIssued: only('certificate.list_issued', 'organizer', 'admin'),
  export: only('certificate.export', 'organizer', 'admin'),
  listHeld: only('certificate.list_held', 'player'),
  read: only('certificate.read', 'owner', 'organizer', 'admin'),
  download: only('certificate.download', 'owner', 'organizer', 'admin'),
  /** The link says who made it: their right is judged. */
  useLink: everybody('certificate.use_link'),
  spellName: only('certificate.spell_name', 'owner', 'organizer', 'admin'),
  hide: only('certificate.hide', 'owner', 'admin'),
  change: only('certificate.change', 'organizer', 'admin'),
  suspend: only('certificate.suspend', 'organizer', 'moderator', 'admin'),
  disqualifyAfterwards: only('registration.disqualify_afterwards', 'organizer', 'admin'),
  verify: everybody('certificate.verify'),
  setIssuer: only('issuer.set', 'host', 'admin'),
  readOwnIssuer: only('issuer.read_own', 'player'),
  readIssuer: everybody('issuer.read'),
} as const;

export const certificateActs = ['revoke', 'suspend', 'reinstate', 'replace', 'set_expiry'] as const;
export type CertificateAct = (typeof certificateActs)[number];

const startingStates: Readonly<Record<CertificateAct, readonly CertificateState[]>> = {
  // `revoked` is final.
  revoke: ['pending', 'active', 'suspended', 'superseded', 'expired'],
  suspend: ['active'],
  reinstate: ['suspended'],
  // Not from `suspended`: a replacement must not bypass the suspension.
  replace: ['pending', 'active'],
  set_expiry: ['pending', 'active', 'suspended'],
};

export function statesBefore(act: CertificateAct): readonly CertificateState[] {
  return startingStates[act];
}

interface Owners {
  /** The entrant, the captain of the team, or the member whose certificate it is. */
  readonly playerId: string;
  readonly rosterIds: readonly string[];
  readonly organizerId: string;
}

/** Moderators may revoke and suspend; only the organizer may change the content. */
export function mayAct(actor: Actor, act: CertificateAct, { organizerId }: Owners): boolean {
  const isTheirs = actor.playerId === organizerId || hasRole(actor, 'admin');
  return isTheirs || ((act === 'suspend' || act === 'reinstate') && hasRole(actor, 'moderator'));
}

/** Notes are for staff who may act on the certificate. */
export function mayReadNotes(actor: Actor, owners: Owners): boolean {
  return mayAct(actor, 'suspend', owners);
}

/** The holder, the roster of the team, and the organizer. */
export function mayDownload(actor: Principal, owners: Owners): boolean {
  return isParty(actor, owners) || hasRole(actor, 'admin');
}

/** Has a right of their own, without any role. */
export function isParty({ playerId }: Principal, owners: Owners): boolean {
  return [owners.playerId, owners.organizerId, ...owners.rosterIds].includes(playerId);
}

/** The holder and the organizer may set the printed name. */
export function maySpellName(actor: Actor, { playerId, organizerId }: Owners): boolean {
  return [playerId, organizerId].includes(actor.playerId) || hasRole(actor, 'admin');
}

/** Everybody who may host tournaments. */
export function mayIssue(actor: Actor): boolean {
  return hasRole(actor, 'organizer');
}

/** Only the holder may hide the name. */
export function mayHide(actor: Actor, { playerId }: Owners): boolean {
  return actor.playerId === playerId || hasRole(actor, 'admin');
}
