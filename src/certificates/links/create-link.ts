// Use case: makes a short-lived link by which a browser downloads a certificate without a token. Nothing is stored.

import type { Actor, Role } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { FileFormat } from '../certificate.ts';
import { grantDownload } from '../life/grant-download.ts';
import { expiryOf, linkText, signedText } from './download-link.ts';
import type { LinkKeys } from './link-keys.ts';

export interface LinkServices {
  readonly ports: Ports;
  readonly linkKeys: LinkKeys;
  /** The roles granted in Laurel, as they are now. */
  readonly grantedRoles: (player: Id<'player'>, options: { readonly isFresh: true }) => Promise<ReadonlySet<Role>>;
  readonly publicUrl: string;
}

export interface CreatedLink {
  readonly url: string;
  readonly expiresAt: Instant;
}

/** Refuses like the download itself. */
export async function createLink(
  { ports, linkKeys, grantedRoles, publicUrl }: LinkServices,
  actor: Actor,
  id: Id<'certificate'>,
  format: FileFormat,
): Promise<CreatedLink> {
  const { needsRole } = await grantDownload(ports, actor, id, format);
  // The link carries no role that can be looked up when it is used: a role that is withdrawn meanwhile ends it.
  const isAdminByToken = needsRole && !(await grantedRoles(actor.playerId, { isFresh: true })).has('admin');
  const reader = { playerId: actor.playerId, role: isAdminByToken ? 'admin' : 'player' } as const;
  const link = { id, format, reader, expiresAt: expiryOf(ports.clock()) };
  const signature = await linkKeys.sign(signedText(link));
  return { url: `${publicUrl}/v1/certificates/downloads/${linkText(link, signature)}`, expiresAt: link.expiresAt };
}
