// "Add to profile" of LinkedIn: its address and the fields it asks for. No personal name is in the address.

import { type CertificateContent, formatCode } from '../../certificates/certificate.ts';
import { typeTitle } from '../../certificates/drawing/wording.ts';
import type { CertificateRecord } from '../../certificates/verification/verdict.ts';
import type { Instant } from '../../core/instant.ts';
import { inTimeZone } from '../../core/time-zone.ts';

export interface LinkedInFields {
  readonly name: string;
  readonly organizationName: string;
  /** `yyyy-mm-dd` */
  readonly issuedOn: string;
  readonly expiresOn: string | null;
  readonly certUrl: string;
  readonly certId: string;
}

export function linkedInFields(
  content: CertificateContent,
  { issuedAt, expiresAt, timeZone, verificationUrl, code }: CertificateRecord,
): LinkedInFields {
  const dateOf = (instant: Instant) => inTimeZone(instant, timeZone).date;
  return {
    name: `${typeTitle(content.type, content.language)} · ${content.tournamentTitle}`,
    organizationName: content.issuer,
    issuedOn: issuedAt === null ? content.endedOn : dateOf(issuedAt),
    expiresOn: expiresAt === null ? null : dateOf(expiresAt),
    certUrl: verificationUrl,
    certId: formatCode(code),
  };
}

export function linkedInUrl({ name, organizationName, issuedOn, expiresOn, certUrl, certId }: LinkedInFields): string {
  const yearAndMonth = (date: string) => [Number(date.slice(0, 4)), Number(date.slice(5, 7))] as const;
  const [issueYear, issueMonth] = yearAndMonth(issuedOn);
  const [expirationYear, expirationMonth] = expiresOn === null ? [null, null] : yearAndMonth(expiresOn);
  const fields = { name, organizationName, issueYear, issueMonth, expirationYear, expirationMonth, certUrl, certId };
  const query = Object.entries(fields)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `&${key}=${encodeURIComponent(String(value))}`);
  return `https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME${query.join('')}`;
}
