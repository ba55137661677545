// Wire shapes of what may be said about a transfer: memo, event time, metadata. Bounded, and never used to decide anything.

import * as z from 'zod';
import { eventInstant, instantText, line } from '../../http/wire.ts';
import {
  memoLengthMax,
  metadataKeysMax,
  metadataSizeBytesMax,
  metadataTextLengthMax,
  type TransferDetail,
} from './transfer.ts';

const sizeOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).byteLength;

/** JSON numbers are doubles here: a larger whole number would come back changed. */
const number = z
  .number()
  .refine(
    (given) => !Number.isInteger(given) || Number.isSafeInteger(given),
    'is beyond 9007199254740991: send it as a text',
  );

const metadata = z
  .record(
    z.string().regex(/^[A-Za-z][\w.-]{0,39}$/, 'must be a letter, then at most 39 letters, digits and _ . -'),
    z.union([line(metadataTextLengthMax), number, z.boolean()]),
  )
  .refine((given) => Object.keys(given).length <= metadataKeysMax, `must have at most ${metadataKeysMax} keys`)
  .refine((given) => sizeOf(given) <= metadataSizeBytesMax, `must be at most ${metadataSizeBytesMax} bytes of JSON`);

/** In every request that posts coins. */
export const detailFields = {
  memo: line(memoLengthMax).optional().describe('One line for both sides, shown in their histories.'),
  occurredAt: eventInstant.optional().describe('When that which is paid took place. The posting has its own time.'),
  metadata: metadata
    .optional()
    .describe(
      `Facts of your own, for both sides to read: at most ${metadataKeysMax} keys and ${metadataSizeBytesMax} bytes.`,
    ),
};

type DetailFields = z.output<z.ZodObject<typeof detailFields>>;

/** Takes the detail out of a movement. null without any of it. */
export function splitDetail<T extends DetailFields>({ memo, occurredAt, metadata: facts, ...rest }: T) {
  const detail: TransferDetail = { memo: memo ?? null, occurredAt: occurredAt ?? null, metadata: facts ?? null };
  const isSaid = memo !== undefined || occurredAt !== undefined || facts !== undefined;
  return { ...rest, detail: isSaid ? detail : null };
}

/** In answers. */
export const detailShape = z.strictObject({
  occurredAt: instantText.nullable().describe('When that which was paid took place; null if it was not said. UTC.'),
  metadata: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .nullable()
    .describe('What whoever posted added; null without any.'),
});
