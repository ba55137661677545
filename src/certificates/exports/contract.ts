// Wire shapes of exports.

import * as z from 'zod';
import { addSeconds } from '../../core/instant.ts';
import { id, instantText, namedShape } from '../../http/wire.ts';
import { certificateStates, formatCode } from '../certificate.ts';
import { codeText } from '../contract.ts';
import { exportFormats, keptDays } from './export.ts';
import type { ShownExport } from './request-export.ts';

const format = z.enum(exportFormats);
const count = z.int().min(0);

export const exportCreate = z.strictObject({
  format: format.describe('`zip`: one archive with a PDF each. `pdf`: their pages in files of at most 500 pages.'),
});

export const fileNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .meta({
    description: 'The number of the file, as the export lists it.',
    example: '1',
  });

export const exportQuery = z.strictObject({
  delivery: z
    .enum(['redirect', 'stream'])
    .default('redirect')
    .describe(
      '`redirect`: an address that is valid for 900 seconds, of the object store where that is possible. `stream`: the bytes.',
    ),
  link: z
    .string()
    .max(200)
    .optional()
    .describe('In the address of a redirect, in place of a token: who it was made for, until when, and the signature.'),
});

export const exportShape = namedShape('CertificateExport', 'All certificates of a tournament in files.', {
  id: id('export'),
  tournamentId: id('tournament'),
  format: format.describe('`zip` or `pdf`.'),
  state: z
    .enum(['running', 'finished', 'outdated'])
    .describe('`outdated`: certificates have changed since, so it is not handed out; ask for a new one.'),
  isDelayed: z.boolean().describe('Whether the last step failed and is tried again, for example without a store.'),
  doneCount: count.describe('How many certificates are in files already.'),
  certificateCount: count.describe('How many certificates it has.'),
  files: z
    .array(
      z.strictObject({
        number: z.int().describe('In the path of its download: `…/files/{number}`.'),
        name: z.string().describe('Of the file.'),
        sizeBytes: z.int().describe('Its size.'),
        certificateCount: count.describe('How many certificates are in it.'),
      }),
    )
    .describe('Empty until it is finished.'),
  leftOutCount: count.describe('How many certificates are left out.'),
  leftOut: z
    .array(
      z.strictObject({
        certificateId: id('certificate'),
        code: codeText,
        state: z
          .enum([...certificateStates, 'file_lost'])
          .describe(
            'Why it is left out. `file_lost`: its PDF is in no store and cannot be drawn again; replace the certificate.',
          ),
      }),
    )
    .describe('The first 500 that are revoked, suspended, not drawn, or lost. Replaced ones are not listed.'),
  createdAt: instantText.describe('When it was first asked for. UTC.'),
  finishedAt: instantText.nullable().describe('null while it runs. UTC.'),
  removedAt: instantText.describe('When it is removed with its files. UTC.'),
});

export function exportJson(shown: ShownExport): z.input<typeof exportShape> {
  const { id, tournamentId, format, isOutdated, attemptCount, doneCount } = shown;
  const certificateCount = shown.certificateCount - shown.lostIds.length;
  const { leftOutCount, createdAt, finishedAt } = shown;
  const state = isOutdated ? 'outdated' : finishedAt === null ? 'running' : 'finished';
  return {
    ...{ id, tournamentId, format, state, isDelayed: attemptCount > 0, doneCount, certificateCount },
    files: shown.files.map((file) => ({
      ...{ number: file.number, name: file.name, sizeBytes: file.sizeBytes, certificateCount: file.certificateCount },
    })),
    leftOutCount,
    leftOut: shown.leftOut.map(({ certificateId, code, state }) => ({ certificateId, code: formatCode(code), state })),
    ...{ createdAt, finishedAt, removedAt: addSeconds(createdAt, keptDays * 86_400) },
  };
}
