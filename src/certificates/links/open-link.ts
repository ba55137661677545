// Use case at the edge: reads a download link and verifies it, without the database. Whether its person may still download is judged with
// the grant (life/grant-download.ts).

import { refuse } from '../../core/errors.ts';
import type { Clock } from '../../core/instant.ts';
import { type DownloadLink, isExpired, readLink } from './download-link.ts';
import type { LinkKeys } from './link-keys.ts';

export interface OpenLinkPorts {
  readonly clock: Clock;
  readonly linkKeys: Pick<LinkKeys, 'verify'>;
}

/** One refusal for every fault, so that nobody learns which certificates exist. @throws DomainError link_not_valid, misconfigured. */
export async function openLink({ clock, linkKeys }: OpenLinkPorts, text: string): Promise<DownloadLink> {
  const read = readLink(text);
  const isSigned = read !== null && (await linkKeys.verify(read.signed, read.signature));
  if (!isSigned || isExpired(read.link, clock())) throw refuse('link_not_valid');
  return read.link;
}
