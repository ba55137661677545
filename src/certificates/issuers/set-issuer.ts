// Use case: an organizer sets the issuer profile. Existing certificates do not change.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Signatory } from '../certificate.ts';
import { mayIssue } from '../permission.ts';
import { type IssuerProfile, logoKeyOf } from './issuer.ts';
import { findIssuer, writeIssuer } from './issuer-store.ts';
import { readLogo } from './logo-file.ts';

export interface IssuerInput {
  readonly name: string;
  readonly site: string | null;
  /** The bytes of a PNG or SVG file; undefined: the present logo stays. */
  readonly logo: Uint8Array<ArrayBuffer> | null | undefined;
  readonly signatory: Signatory | null;
}

export type IssuerPorts = Ports & { readonly objects: ObjectStore };

/** @throws DomainError forbidden. */
export function refuseUnlessMayIssue(actor: Actor): void {
  if (!mayIssue(actor)) throw refuse('forbidden', { needs: 'organizer' });
}

/** The logo is stored before the row names it. @throws DomainError forbidden, invalid_request for a logo that cannot be printed. */
export async function setIssuer(ports: IssuerPorts, actor: Actor, input: IssuerInput): Promise<IssuerProfile> {
  refuseUnlessMayIssue(actor);
  const { playerId } = actor;
  const { logo, ...texts } = input;
  const logoKey = logo === undefined || logo === null ? logo : await storeLogo(ports, logo);
  const updatedAt = ports.clock();
  await writeIssuer(
    ports.db,
    { ...texts, playerId, logoKey, updatedAt },
    {
      id: ports.newId('audit'),
      event: 'issuer.set',
      actorId: playerId,
      refId: playerId,
      meta: { ...(logoKey === undefined ? {} : { logoKey }) },
      createdAt: updatedAt,
    },
  );
  const issuer = await findIssuer(ports.db, playerId);
  invariant(issuer !== null, 'the profile was written');
  return issuer;
}

async function storeLogo({ objects, clock }: IssuerPorts, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const verdict = await readLogo(bytes);
  if ('problem' in verdict) throw refuse('invalid_request', { field: 'logo', reason: verdict.problem });
  const sha256 = await sha256Hex(bytes);
  const key = logoKeyOf(verdict.logo, clock(), sha256);
  await objects.put({ key, bytes, contentType: verdict.logo.contentType, sha256 });
  return key;
}
