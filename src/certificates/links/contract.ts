// Wire shapes of download links.

import { z } from 'zod';
import { instantText } from '../../http/wire.ts';
import { fileFormats } from '../certificate.ts';

export const linkCreate = z.strictObject({ format: z.enum(fileFormats).default('pdf') });

/** In the path. Whether it is a link is decided together with its signature: both have the same refusal. */
export const typedLink = z.string();

export const linkQuery = z.strictObject({});

export const linkShape = z.strictObject({ url: z.url(), expiresAt: instantText });
