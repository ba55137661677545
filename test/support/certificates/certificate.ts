// Builders of certificate contents, without a database.

import type { CertificateContent } from '../../../src/certificates/certificate.ts';

export function aCertificate(fields: Partial<CertificateContent> = {}): CertificateContent {
  return {
    type: 'winner',
    language: 'en',
    printedName: 'Ada Lovelace',
    isTeam: false,
    teamName: null,
    tournamentTitle: 'Autumn Open',
    place: 1,
    isPlaceShared: false,
    entrantCount: 8,
    endedOn: '2026-11-24',
    issuer: 'Dhaka Chess Club',
    issuerSite: null,
    logo: null,
    signatory: null,
    accentColor: null,
    code: '7K2M9QXA0B1CD3EF',
    verificationUrl: 'https://laurel.test/c/7K2M-9QXA-0B1C-D3EF',
    ...fields,
  };
}
