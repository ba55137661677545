// Wire shapes of oEmbed (https://oembed.com, sections 2.2 and 2.3).

import { z } from 'zod';

/** The edge ignores other parameters, and sizes that are not whole numbers. */
export const oembedQuery = z.object({
  url: z.string().meta({ description: 'The address of a certificate page.' }),
  format: z.literal('json').default('json'),
  maxwidth: z.string().optional(),
  maxheight: z.string().optional(),
});

export const oembedShape = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  provider_name: z.literal('Laurel'),
  provider_url: z.string(),
  html: z.string(),
  width: z.int(),
  height: z.int(),
  cache_age: z.int(),
});
export type Oembed = z.input<typeof oembedShape>;
