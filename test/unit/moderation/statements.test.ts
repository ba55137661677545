// Statements of reasons: the texts in both languages, and the fields and values of the EU transparency database.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/core/instant.ts';
import type { Appeal } from '../../../src/moderation/appeals/appeal.ts';
import {
  type DsaStatement,
  dsaCsvHeader,
  dsaFields,
  dsaOf,
  type ExportedSanction,
  toDsaCsv,
} from '../../../src/moderation/statements/dsa.ts';
import { statementOfRuling, statementOfSanction } from '../../../src/moderation/statements/statement-text.ts';
import { sanctionReasonCodes } from '../../../src/sanctions/reasons.ts';
import { type Sanction, sanctionKinds } from '../../../src/sanctions/sanction.ts';

const at = (text: string) => `${text}:00.000Z` as Instant;
const sanction = {
  kind: 'suspend',
  areas: null,
  tournamentId: null,
  reasonCode: 'no_shows',
  statement: 'Absent on 3, 10 and 17 May.',
  startsAt: at('2026-06-02T00:00'),
  endsAt: at('2026-06-09T18:30'),
  createdAt: at('2026-06-01T09:05'),
  needsConfirmation: false,
  earlierId: null,
  isReduced: false,
} as unknown as Sanction;

describe('the text', () => {
  it('of a sanction says what, from when until when, why, how it was decided and how to appeal', () => {
    expect(statementOfSanction(sanction, 14)).toEqual({
      en: [
        'Decision of 1 June 2026, 09:05 UTC: a suspension.',
        'It counts from 2 June 2026, 00:00 UTC until 9 June 2026, 18:30 UTC, everywhere.',
        'It stops: entering tournaments, checking in, joining live rooms, acting as staff, creating tournaments.',
        'Ground: the rules of this platform, “Repeated no-shows”.',
        'Facts: Absent on 3, 10 and 17 May.',
        'A moderator decided it. No automated means were used.',
        'You may appeal once, from 2 June 2026, 09:05 UTC until 15 June 2026, 09:05 UTC. Another moderator decides.',
        'You may also turn to a court, or to a certified body for settling disputes.',
      ].join('\n'),
      bn: [
        '১ জুন ২০২৬, ০৯:০৫ UTC তারিখের সিদ্ধান্ত: সাময়িক বহিষ্কার।',
        '২ জুন ২০২৬, ০০:০০ UTC থেকে ৯ জুন ২০২৬, ১৮:৩০ UTC পর্যন্ত কার্যকর, সর্বত্র।',
        'যা বন্ধ থাকবে: টুর্নামেন্টে নিবন্ধন, চেক-ইন, লাইভ রুমে যোগ দেওয়া, কর্মী হিসেবে কাজ করা, টুর্নামেন্ট তৈরি করা।',
        'ভিত্তি: এই প্ল্যাটফর্মের নিয়ম, “বারবার অনুপস্থিতি”।',
        'ঘটনা: Absent on 3, 10 and 17 May.',
        'একজন মডারেটর এই সিদ্ধান্ত নিয়েছেন। কোনো স্বয়ংক্রিয় পদ্ধতি ব্যবহার করা হয়নি।',
        'আপনি ২ জুন ২০২৬, ০৯:০৫ UTC থেকে ১৫ জুন ২০২৬, ০৯:০৫ UTC পর্যন্ত একবার আপিল করতে পারেন। অন্য একজন মডারেটর তার সিদ্ধান্ত দেবেন।',
        'এ ছাড়া আপনি আদালতে, অথবা বিরোধ নিষ্পত্তির স্বীকৃত সংস্থার কাছে যেতে পারেন।',
      ].join('\n'),
    });
  });

  it('of a ban for ever in one tournament says so, and that a second moderator must confirm it', () => {
    const tournamentId = `trn_${'0'.repeat(26)}` as const;
    const ban: Sanction = { ...sanction, kind: 'ban', endsAt: null, tournamentId, needsConfirmation: true };
    const { en, bn } = statementOfSanction(ban, 14);
    expect(en).toContain(
      `without an end, only in the tournament ${tournamentId}.\nIt counts only after a second moderator`,
    );
    expect(bn).toContain(`অনির্দিষ্টকাল কার্যকর, শুধু ${tournamentId} টুর্নামেন্টে।\nদ্বিতীয় একজন মডারেটর`);
    expect(statementOfSanction({ ...sanction, kind: 'warn' }, 14).en).toContain('It stops nothing.');
  });

  it('of a ruling says the outcome and the new end; an open appeal has none', () => {
    const open = { outcome: null, statement: null, endsAt: null, decidedAt: null } as unknown as Appeal;
    expect(statementOfRuling(open)).toBeNull();
    const reduced = {
      outcome: 'reduced',
      statement: 'Ill that day.',
      endsAt: at('2026-06-03T00:00'),
      decidedAt: at('2026-06-02T12:00'),
    };
    const text = statementOfRuling({ ...open, ...reduced } as Appeal);
    expect(text?.en.split('\n')[0]).toBe(
      'Decision of 2 June 2026, 12:00 UTC on your appeal: the sanction ends earlier, on 3 June 2026, 00:00 UTC.',
    );
    expect(text?.bn.split('\n')[0]).toBe(
      'আপনার আপিলের বিষয়ে ২ জুন ২০২৬, ১২:০০ UTC তারিখের সিদ্ধান্ত: শাস্তির মেয়াদ কমানো হলো, ৩ জুন ২০২৬, ০০:০০ UTC পর্যন্ত।',
    );
    for (const outcome of ['upheld', 'lifted'] as const)
      expect(statementOfRuling({ ...open, ...reduced, endsAt: null, outcome } as Appeal)?.en).toMatch(
        /stands|ends now/,
      );
  });
});

/**
 * Names of the attributes that a statement may have when it is sent. Source: the repository digital-services-act/transparency-database,
 * cypress/fixtures/example_statement.json (December 2025) and its page "How to use the API"; without what the database adds itself.
 */
const publishedNames = `
  puid decision_visibility decision_visibility_other decision_monetary decision_monetary_other decision_provision decision_account
  account_type decision_ground decision_ground_reference_url illegal_content_legal_ground illegal_content_explanation
  incompatible_content_ground incompatible_content_explanation incompatible_content_illegal content_type content_type_other category
  category_addition category_specification category_specification_other territorial_scope content_language content_date content_id
  application_date end_date_visibility_restriction end_date_monetary_restriction end_date_service_restriction
  end_date_account_restriction decision_facts source_type source_identity automated_detection automated_decision`
  .trim()
  .split(/\s+/);

/** Of the same pages. */
const publishedValues: Readonly<Record<string, readonly string[]>> = {
  decision_visibility: ['REMOVED', 'DISABLED', 'DEMOTED', 'AGE_RESTRICTED', 'INTERACTION_RESTRICTED', 'LABELLED'].map(
    (name) => `DECISION_VISIBILITY_CONTENT_${name}`,
  ),
  decision_monetary: ['SUSPENSION', 'TERMINATION', 'OTHER'].map((name) => `DECISION_MONETARY_${name}`),
  decision_provision: ['PARTIAL', 'TOTAL'].flatMap((extent) =>
    ['SUSPENSION', 'TERMINATION'].map((name) => `DECISION_PROVISION_${extent}_${name}`),
  ),
  decision_account: ['DECISION_ACCOUNT_SUSPENDED', 'DECISION_ACCOUNT_TERMINATED'],
  account_type: ['ACCOUNT_TYPE_BUSINESS', 'ACCOUNT_TYPE_PRIVATE'],
  decision_ground: ['DECISION_GROUND_ILLEGAL_CONTENT', 'DECISION_GROUND_INCOMPATIBLE_CONTENT'],
  incompatible_content_illegal: ['Yes', 'No'],
  content_type: ['APP', 'AUDIO', 'IMAGE', 'PRODUCT', 'SYNTHETIC_MEDIA', 'TEXT', 'VIDEO', 'OTHER'].map(
    (name) => `CONTENT_TYPE_${name}`,
  ),
  category: [
    ...['ANIMAL_WELFARE', 'CONSUMER_INFORMATION', 'CYBER_VIOLENCE', 'CYBER_VIOLENCE_AGAINST_WOMEN'],
    ...['DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'ILLEGAL_OR_HARMFUL_SPEECH', 'INTELLECTUAL_PROPERTY_INFRINGEMENTS'],
    ...['NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS', 'NOT_SPECIFIED_NOTICE', 'OTHER_VIOLATION_TC'],
    ...['PROTECTION_OF_MINORS', 'RISK_FOR_PUBLIC_SECURITY', 'SCAMS_AND_FRAUD', 'SELF_HARM'],
    ...['UNSAFE_AND_PROHIBITED_PRODUCTS', 'VIOLENCE'],
  ].map((name) => `STATEMENT_CATEGORY_${name}`),
  source_type: ['ARTICLE_16', 'TRUSTED_FLAGGER', 'VOLUNTARY', 'TYPE_OTHER_NOTIFICATION'].map(
    (name) => `SOURCE_${name}`,
  ),
  automated_detection: ['Yes', 'No'],
  automated_decision: ['FULLY', 'PARTIALLY', 'NOT_AUTOMATED'].map((name) => `AUTOMATED_DECISION_${name}`),
};

const exported: ExportedSanction = {
  source: 'sanction',
  id: 'san_1',
  kind: 'ban',
  isPartial: false,
  reasonCode: 'cheating',
  facts: 'Seen, "twice".',
  isReported: false,
  startsAt: at('2026-06-02T00:00'),
  endsAt: null,
  createdAt: at('2026-06-01T00:00'),
};

describe('the export', () => {
  it('has only published names, and only published values in closed fields', () => {
    expect(dsaFields.filter((name) => !publishedNames.includes(name))).toEqual([]);
    expect(dsaCsvHeader).toBe(`${dsaFields.join(',')}\r\n`);
    const drawn = fc.record({
      kind: fc.constantFrom(...sanctionKinds.filter((kind) => kind !== 'warn')),
      isPartial: fc.boolean(),
      reasonCode: fc.constantFrom(...sanctionReasonCodes),
      isReported: fc.boolean(),
      endsAt: fc.constantFrom(null, at('2026-07-01T00:00')),
    });
    const measures = fc.constantFrom(
      ...(['wallet.frozen', 'certificate.suspended', 'registration.disqualified_afterwards'] as const),
    );
    fc.assert(
      fc.property(fc.oneof(drawn, measures), (one) => {
        const { id, facts, createdAt } = exported;
        const statement =
          typeof one === 'string'
            ? dsaOf({ source: one, id, facts, createdAt, endedAt: null })
            : dsaOf({ ...exported, ...one });
        expect(Object.keys(statement).sort()).toEqual([...dsaFields].sort());
        for (const [name, values] of Object.entries(publishedValues)) {
          const given = statement[name as keyof DsaStatement] ?? [];
          expect([given].flat().filter((value) => !values.includes(value as string))).toEqual([]);
        }
        const { decision_visibility: visibility, decision_monetary, decision_provision, decision_account } = statement;
        const decided = [decision_monetary, decision_provision, decision_account].filter((value) => value !== null);
        expect(decided.length + (visibility as readonly string[]).length).toBe(1);
      }),
    );
  });

  it.each<[string, Partial<ExportedSanction>, Partial<DsaStatement>]>([
    [
      'a mute',
      { kind: 'mute', endsAt: at('2026-07-01T23:59') },
      { decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION', end_date_service_restriction: '2026-07-01' },
    ],
    [
      'a suspension',
      { kind: 'suspend', endsAt: at('2026-07-01T00:00') },
      { decision_account: 'DECISION_ACCOUNT_SUSPENDED', end_date_account_restriction: '2026-07-01' },
    ],
    [
      'a ban with an end',
      { endsAt: at('2026-07-01T00:00') },
      { decision_provision: 'DECISION_PROVISION_TOTAL_SUSPENSION' },
    ],
    ['a ban for ever', {}, { decision_account: 'DECISION_ACCOUNT_TERMINATED', end_date_account_restriction: null }],
    [
      'a ban for ever in one tournament',
      { isPartial: true },
      { decision_provision: 'DECISION_PROVISION_PARTIAL_TERMINATION', decision_account: null },
    ],
    [
      'one that was reported',
      { isReported: true },
      { source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION', application_date: '2026-06-02' },
    ],
  ])('says what %s is', (_, fields, expected) => {
    expect(dsaOf({ ...exported, ...fields })).toMatchObject(expected);
  });

  it('quotes the cells of its CSV, and disarms formulas', () => {
    const row = toDsaCsv(dsaOf({ ...exported, facts: '=1+1, "x"' }));
    expect(row).toContain(`"'=1+1, ""x"""`);
    expect(row).toContain('"[""CONTENT_TYPE_OTHER""]"');
  });
});
