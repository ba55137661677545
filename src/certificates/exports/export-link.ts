// A signed link to one file of an export: whoever has it downloads the file without a token for some minutes, also in parts. Its person's
// right, and whether the export is still current, are judged again at each use.

import { refuse } from '../../core/errors.ts';
import { type Id, idPattern } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { type LinkReader, readerRoles } from '../links/download-link.ts';
import type { LinkKeys } from '../links/link-keys.ts';
import type { OpenLinkPorts } from '../links/open-link.ts';

/** People start large downloads by hand. */
export const exportLinkSeconds = 900;

export interface LinkedFile {
  readonly id: Id<'export'>;
  readonly number: number;
}

/** No part contains a dot. Of a download link the first part is a certificate, so neither is valid as the other. */
const signedText = ({ id, number }: LinkedFile, reader: LinkReader, endsAtSeconds: number) =>
  [id, number, reader.playerId, reader.role, endsAtSeconds].join('.');

/** The text of the query: person, role, end and signature. */
export async function writeExportLink(
  linkKeys: Pick<LinkKeys, 'sign'>,
  file: LinkedFile,
  { reader, now }: { readonly reader: LinkReader; readonly now: Instant },
): Promise<string> {
  const endsAt = Math.floor(Date.parse(now) / 1000) + exportLinkSeconds;
  const signature = await linkKeys.sign(signedText(file, reader, endsAt));
  return [reader.playerId, reader.role, endsAt, signature].join('.');
}

/** One refusal for every fault. @throws DomainError link_not_valid, misconfigured. */
export async function openExportLink(
  { clock, linkKeys }: OpenLinkPorts,
  file: LinkedFile,
  text: string,
): Promise<LinkReader> {
  const [playerId = '', role = '', end = '', signature = '', ...more] = text.split('.');
  const known = readerRoles.find((one) => one === role);
  const isLink = idPattern('player').test(playerId) && /^[1-9]\d{9}$/.test(end) && more.length === 0;
  if (!isLink || known === undefined) throw refuse('link_not_valid');
  const reader = { playerId: playerId as Id<'player'>, role: known };
  const isSigned = await linkKeys.verify(signedText(file, reader, Number(end)), signature);
  if (!isSigned || Date.parse(clock()) >= Number(end) * 1000) throw refuse('link_not_valid');
  return reader;
}
