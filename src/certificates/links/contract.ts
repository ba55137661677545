// Wire shapes of download links.

import * as z from 'zod';
import { instantText, namedShape } from '../../http/wire.ts';
import { fileFormats, languages } from '../certificate.ts';

export const linkCreate = z.strictObject({
  format: z.enum(fileFormats).default('pdf').describe('The format of the file.'),
});

/** In the path. Whether it is a link is decided together with its signature: both have the same refusal. */
export const typedLink = z.string().describe('The last part of the address that was made.');

export const linkQuery = z.strictObject({
  lang: z.enum(languages).optional().describe('Of the page that a browser gets when the link is refused.'),
});

export const linkShape = namedShape('DownloadLink', 'A link to the file for some minutes.', {
  url: z.url().describe('Works without a token, for example in `<a href>`.'),
  expiresAt: instantText.describe('From then on it is refused. UTC.'),
});
