// Wire shapes of guests: one entrant entered by staff, a list from a file, and the claim.

import * as z from 'zod';
import { displayName, id, namedShape, printedName } from '../../http/wire.ts';
import { club, country, rating } from '../entrants/contract.ts';
import { registrationJson, registrationShape } from '../registration/contract.ts';
import { entrantLanguages, type Registration } from '../registration/registration.ts';
import { claimCodeTextMax } from './claim-code.ts';
import type { EnteredGuest } from './enter-guests.ts';
import type { ImportedRow } from './import-entrants.ts';
import { guestOutcomes } from './place-guests.ts';

const language = z.enum(entrantLanguages).default('en').describe('Of the certificate: English or Bengali.');
const claimCode = z
  .string()
  .nullable()
  .describe(
    'Give it to the player, who takes the entry over with it. Shown once; null in the answer to a repeated request.',
  );

export const guestCreate = z.strictObject({
  displayName: displayName.describe('The name in this tournament. Another entrant may have the same.'),
  printedName: printedName.optional().describe('The spelling on the certificate; that of the name if absent.'),
  language,
  club: club.optional(),
  country: country.optional(),
  rating: rating.optional(),
});

export const guestShape = namedShape('Guest', 'An entrant without an account, entered by staff.', {
  registration: registrationShape,
  claimCode,
});

export function guestJson(
  registration: Registration,
  { claimCode: code }: Pick<EnteredGuest, 'claimCode'>,
): z.input<typeof guestShape> {
  return { registration: registrationJson(registration), claimCode: code };
}

export const importQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').describe('`true`: shows the outcomes and enters nobody.'),
  language,
});

export const importShape = namedShape('EntrantImport', 'What became of each row of a file of entrants.', {
  isDryRun: z.boolean().describe('true: nobody was entered.'),
  confirmed: z.int().min(0).describe('Rows with a place.'),
  waitlisted: z.int().min(0).describe('Rows that wait for a place.'),
  duplicates: z.int().min(0).describe('Rows that were left out, because an entrant has the name already.'),
  refused: z.int().min(0).describe('Rows without a place.'),
  items: z
    .array(
      z.strictObject({
        line: z.int().min(1).describe('Where the row is in the file.'),
        displayName: z.string().describe('As it was read.'),
        outcome: z.enum(guestOutcomes).describe('`duplicate`: an entrant or an earlier row has this name.'),
        code: z.enum(['tournament_full']).nullable().describe('Why the row was refused; else null.'),
        registrationId: id('registration')
          .nullable()
          .describe('Of a duplicate: who is entered already. null: nobody, or nobody yet in a dry run.'),
        claimCode,
      }),
    )
    .describe('In the order of the file.'),
});

export function importJson(rows: readonly ImportedRow[], isDryRun: boolean): z.input<typeof importShape> {
  const count = (outcome: ImportedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  return {
    isDryRun,
    ...{ confirmed: count('confirmed'), waitlisted: count('waitlisted'), duplicates: count('duplicate') },
    refused: count('refused'),
    items: rows.map(({ line, displayName: name, outcome, registrationId, claimCode: code }) => {
      const refusal = outcome === 'refused' ? ('tournament_full' as const) : null;
      return { line, displayName: name, outcome, code: refusal, registrationId, claimCode: code };
    }),
  };
}

export const claimCreate = z.strictObject({
  code: z.string().min(1).max(claimCodeTextMax).describe('As staff gave it; case, spaces and hyphens do not matter.'),
});

export const claimCodeShape = namedShape('ClaimCode', 'A new claim code; the earlier one ended.', {
  registrationId: id('registration'),
  claimCode,
});
