// Wire shapes of oEmbed (https://oembed.com, sections 2.2 and 2.3).

import * as z from 'zod';
import { namedShape } from '../../http/wire.ts';

/** The edge ignores other parameters, and sizes that are not whole numbers. */
export const oembedQuery = z.object({
  url: z.string().meta({ description: 'The address of a certificate page.' }),
  format: z.literal('json').default('json').describe('Only JSON.'),
  maxwidth: z.string().optional().describe('The largest width of the card, in pixels.'),
  maxheight: z.string().optional().describe('The largest height of the card, in pixels.'),
});

export const oembedShape = namedShape('Oembed', 'The card of the page by oEmbed (https://oembed.com).', {
  version: z.literal('1.0').describe('Of oEmbed.'),
  type: z.literal('rich').describe('HTML.'),
  title: z.string().describe('What the card shows.'),
  provider_name: z.literal('Laurel').describe('Who answers.'),
  provider_url: z.string().describe('The address of Laurel.'),
  html: z.string().describe('A frame with the card, to put into a page.'),
  width: z.int().describe('Of the frame, in pixels.'),
  height: z.int().describe('Of the frame, in pixels.'),
  cache_age: z.int().describe('How long the answer may be kept, in seconds.'),
});
export type Oembed = z.input<typeof oembedShape>;
