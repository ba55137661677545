// Wire shapes of issuer profiles.

import { z } from 'zod';
import { httpsUrl, id, instantText, printedLine } from '../../http/wire.ts';
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
    name: printedLine(issuerNameLengthMax),
    site: httpsUrl(siteLengthMax).nullable().default(null),
    /** A PNG or SVG file in Base64; null removes the logo. */
    logo: z
      .base64()
      .max(Math.ceil(logoSizeBytesMax / 3) * 4)
      .nullable()
      .optional(),
    signatory: z
      .strictObject({ name: printedLine(60), office: printedLine(80).nullable().default(null) })
      .nullable()
      .default(null),
  })
  .transform(({ logo, ...texts }) => ({ ...texts, logo: typeof logo === 'string' ? fromBase64(logo) : logo }));

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export const issuerShape = z.strictObject({
  playerId: id('player'),
  name: z.string(),
  site: z.string().nullable(),
  /** The stored file; its bytes are not sent. */
  logo: z.strictObject({ sha256: z.hash('sha256'), contentType: z.enum(logoContentTypes) }).nullable(),
  signatory: z.strictObject({ name: z.string(), office: z.string().nullable() }).nullable(),
  updatedAt: instantText,
});

export function issuerJson(issuer: IssuerProfile): z.input<typeof issuerShape> {
  const { playerId, name, site, logoKey, signatory, updatedAt } = issuer;
  return {
    ...{ playerId, name, site, logo: logoKey === null ? null : logoFileOf(logoKey) },
    signatory: signatory === null ? null : { name: signatory.name, office: signatory.office },
    updatedAt,
  };
}
