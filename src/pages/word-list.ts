// The type of all page texts. Texts on certificates are in src/certificates/drawing/wording.ts.

import type { ReasonCode } from '../certificates/reason.ts';
import type { FileCheck, VerdictKind } from '../certificates/verification/verdict.ts';

/** The outcomes of a file check, apart from the verdict of a void certificate. */
export const fileOutcomes = ['exact', 'altered', 'other', 'unknown', 'unsupported', 'large', 'failed'] as const;
export type FileOutcome = (typeof fileOutcomes)[number];

/** Of a certificate whose issued file does not count. */
export const lostStates = ['revoked', 'suspended', 'superseded', 'expired'] as const;

export interface Words {
  readonly verify: string;
  readonly tagline: string;
  readonly skip: string;
  readonly languages: string;
  readonly verdict: Readonly<Record<VerdictKind | 'unknown', string>>;
  /** One or two words, for the embedded card. */
  readonly status: Readonly<Record<VerdictKind, string>>;
  readonly privateHint: string;
  readonly unknownHint: string;
  /** `{count}`: the number of typed characters. */
  readonly lengthHint: string;
  readonly noPage: string;
  readonly noPageHint: string;
  /** Of a download link. */
  readonly linkEnded: string;
  readonly linkEndedHint: string;
  readonly noDownload: string;
  readonly noDownloadHint: string;
  readonly failed: string;
  readonly failedHint: string;
  readonly requestId: string;
  readonly unavailable: string;
  readonly unavailableHint: string;
  /** Above what is printed: on one that counts, not yet, not before its name is spelled, no longer. */
  readonly printed: string;
  readonly printedVoid: string;
  readonly compare: string;
  readonly notYet: string;
  readonly notBeforeSpelled: string;
  readonly noLonger: string;
  readonly fileCheck: Readonly<Record<Exclude<FileCheck, 'not_checked'>, string>>;
  readonly reason: string;
  readonly reasonText: string;
  readonly reasons: Readonly<Record<ReasonCode, string>>;
  /** The label of the moment since which the verdict holds. */
  readonly since: Readonly<Record<VerdictKind, string>>;
  readonly validUntil: string;
  readonly replacedBy: string;
  readonly replaces: string;
  readonly lookedUp: string;
  readonly address: string;
  readonly tournament: string;
  readonly issuer: string;
  readonly site: string;
  readonly signatory: string;
  readonly files: string;
  readonly ask: string;
  readonly askAnother: string;
  readonly askHint: string;
  readonly check: string;
  readonly ownFile: {
    readonly heading: string;
    readonly hint: string;
    /** For a certificate whose content is hidden. */
    readonly privateHint: string;
    readonly choose: string;
    readonly reading: string;
    /** Below the verdict of a void certificate, if the file belongs to it. */
    readonly issuedBytes: string;
    /** Before the code that a file carries, if the page is about another code or none. */
    readonly fileCode: string;
    /** Before the verdict of the page's own code. */
    readonly pageCode: string;
    /** The file is another certificate's, and this became of that one. */
    readonly otherLost: Readonly<Record<(typeof lostStates)[number], string>>;
    readonly outcome: Readonly<Record<FileOutcome, { readonly heading: string; readonly text: string }>>;
  };
  readonly share: {
    readonly heading: string;
    readonly link: string;
    readonly copy: string;
    readonly copied: string;
    readonly print: string;
    readonly linkedIn: string;
    readonly openLinkedIn: string;
    readonly linkedInHint: string;
    readonly linkedInFields: Readonly<Record<'name' | 'organization' | 'issued' | 'expires' | 'id' | 'url', string>>;
    readonly embed: string;
    readonly embedHint: string;
    readonly download: string;
    readonly downloadHint: string;
  };
  readonly preview: { readonly certificate: string; readonly status: string };
  readonly seeStatus: string;
  readonly footer: string;
}
