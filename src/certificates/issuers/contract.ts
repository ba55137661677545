// Wire shapes of issuer profiles.

import * as z from 'zod';
import { httpsUrl, id, instantText, namedShape, printedLine } from '../../http/wire.ts';
import {
  type IssuerProfile,
  issuerNameLengthMax,
  logoContentTypes,
  logoFileOf,
  logoSizeBytesMax,
  siteLengthMax,
} from './issuer.ts';

/** Replaces the whole profile. Without `logo` the present logo stays. */
export const issuerSet = z
  .strictObject({
    name: printedLine(issuerNameLengthMax).describe('Printed as who issues the certificate.'),
    site: httpsUrl(siteLengthMax)
      .nullable()
      .default(null)
      .describe('An https address, shown on the page of a certificate; null: none.'),
    logo: z
      .base64()
      .max(Math.ceil(logoSizeBytesMax / 3) * 4)
      .nullable()
      .optional()
      .describe(
        'A PNG or SVG file of at most 200 KB in Base64, SVG of shapes only; null removes the logo, and without the field it stays.',
      ),
    signatory: z
      .strictObject({
        name: printedLine(60).describe('Who signs.'),
        office: printedLine(80).nullable().default(null).describe('As what; null: only the name is printed.'),
      })
      .nullable()
      .default(null)
      .describe('Printed as a signature line; null: none.'),
  })
  .transform(({ logo, ...texts }) => ({ ...texts, logo: typeof logo === 'string' ? fromBase64(logo) : logo }));

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export const issuerShape = namedShape(
  'Issuer',
  'How an organizer is named on certificates that are issued from now on.',
  {
    playerId: id('player'),
    name: z.string().describe('Printed as who issues the certificate.'),
    site: z.string().nullable().describe('Shown on the page of a certificate; null: none.'),
    logo: z
      .strictObject({
        sha256: z.hash('sha256').describe('Hash of the file.'),
        contentType: z.enum(logoContentTypes).describe('Its media type.'),
      })
      .nullable()
      .describe('The file that is stored, without its bytes; null: none.'),
    signatory: z
      .strictObject({
        name: z.string().describe('Who signs.'),
        office: z.string().nullable().describe('As what; null: only the name is printed.'),
      })
      .nullable()
      .describe('Printed as a signature line; null: none.'),
    updatedAt: instantText,
  },
);

export function issuerJson(issuer: IssuerProfile): z.input<typeof issuerShape> {
  const { playerId, name, site, logoKey, signatory, updatedAt } = issuer;
  return {
    ...{ playerId, name, site, logo: logoKey === null ? null : logoFileOf(logoKey) },
    signatory: signatory === null ? null : { name: signatory.name, office: signatory.office },
    updatedAt,
  };
}
