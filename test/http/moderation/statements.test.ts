// Statements of reasons as players get them, and their export as a stream.

import { expect, it } from 'vitest';
import { dsaFields } from '../../../src/moderation/statements/dsa.ts';
import { aPerson, get, known, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, setFrozen } from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const period = 'from=2020-01-01&to=2040-01-01';

async function impose(as: Person, player: Person, fields: object = {}) {
  await known(player);
  const terms = { playerId: player.id, kind: 'suspend', reasonCode: 'cheating', statement: 'You used help.' };
  return ok(await post('/v1/sanctions', { as, body: { ...terms, ...fields } }), 201);
}

it('the player reads the reasons of a sanction and of the decision of an appeal in both languages', async () => {
  const [moderator, another, player] = [
    await aPerson({ roles: ['moderator'] }),
    await aPerson({ roles: ['moderator'] }),
    await aPerson(),
  ];
  const { id, createdAt } = await impose(moderator, player);
  const [own] = ok(await get('/v1/me/sanctions', { as: player }), 200).items;
  expect(own.statementOfReasons.en).toContain('Facts: You used help.');
  expect(own.statementOfReasons.en).toContain(`, ${createdAt.slice(11, 16)} UTC: a suspension.`);
  expect(own.statementOfReasons.bn).toMatch(/^[০-৯]+ \S+ [০-৯]{4}, [০-৯]{2}:[০-৯]{2} UTC তারিখের সিদ্ধান্ত: সাময়িক বহিষ্কার।/);
  const plea = { as: player, body: { text: 'The help was a screen reader.' } };
  const appeal = ok(await post(`/v1/sanctions/${id}/appeals`, plea), 201);
  expect(appeal.statementOfReasons).toBeNull();
  const ruling = { as: another, body: { outcome: 'lifted', statement: 'It was.' } };
  ok(await post(`/v1/moderation/appeals/${appeal.id}/rulings`, ruling), 200);
  const { statementOfReasons } = ok(await get(`/v1/sanctions/${id}/appeals`, { as: player }), 200);
  expect(statementOfReasons.en).toMatch(/on your appeal: the sanction ends now\.\nFacts: It was\./);
  expect(statementOfReasons.bn).toContain('শাস্তি প্রত্যাহার করা হলো');
});

it('the export has each decision once, page after page, in both formats', async () => {
  const [moderator, player] = [await aPerson({ roles: ['moderator'] }), await aPerson()];
  await impose(moderator, player, { kind: 'warn' });
  await impose(moderator, player, { kind: 'ban', endsAt: null });
  const named = await impose(moderator, player, { kind: 'mute', statement: '=cmd|calc' });
  const subject = { type: 'player', id: player.id };
  const filed = ok(
    await post('/v1/reports', { as: await aPerson(), body: { subject, category: 'fraud', text: 'Odd.' } }),
    201,
  );
  const decision = { version: 1, outcome: 'resolved', statement: 'Seen.', sanctionId: named.id };
  const as = await aPerson({ roles: ['admin'] });
  ok(await post(`/v1/moderation/cases/${filed.caseId}/decision`, { as, body: decision }), 200);
  const frozen = await anOwner(1);
  for (const act of ['freeze', 'thaw', 'freeze'] as const) ok(await setFrozen(frozen, act, moderator), 200);
  const thawed = await impose(moderator, await aPerson(), { kind: 'wallet_freeze', endsAt: '2031-05-06T00:00:00Z' });
  // A late disqualification that took coins back, one that moved none, and the escrow of a deleted tournament.
  const audit = (event: string, ref: string, meta: object) => database.sql`
    SELECT audit_append(make_id('aud', now()), ${event}, ${moderator.id}, NULL, ${ref}, ${`${ref}_1`}, ${JSON.stringify(meta)}::text::jsonb, now())`;
  await audit('registration.disqualified_afterwards', 'registration', {
    reason: 'Two accounts.',
    returnedCoins: 0,
    claimedCoins: 7,
  });
  await audit('registration.disqualified_afterwards', 'registration', {
    reason: 'Late.',
    returnedCoins: 0,
    claimedCoins: 0,
  });
  await audit('wallet.frozen', 'wallet', { reason: 'The tournament was deleted.' });
  await database.sql`
    INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
    SELECT 'san_' || lpad(n::text, 26, '0'), ${player.id}, 'suspend', 'other', 'Said.', '2025-01-01', ${moderator.id}, '2025-01-01', false
    FROM generate_series(1, 1000) AS n`;
  const [before] = await database.sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM sanction_record WHERE kind <> 'warn' AND NOT needs_confirmation`;
  const total = (before?.count ?? 0) + 3;
  const lines = ok(await get(`/v1/moderation/statements.ndjson?${period}`, { as: moderator }), 200) as string;
  const statements = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Set(statements.map(({ puid }) => puid)).size).toBe(total);
  expect(statements).toHaveLength(total);
  expect(statements.find(({ puid }) => puid === named.id)).toMatchObject({
    source_type: 'SOURCE_TYPE_OTHER_NOTIFICATION',
    decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION',
  });
  const today = new Date().toISOString().slice(0, 10);
  const suspended = { decision_monetary: 'DECISION_MONETARY_SUSPENSION', puid: expect.stringMatching(/^aud_/) };
  expect(statements.slice(-3)).toMatchObject([
    { ...suspended, end_date_monetary_restriction: today },
    { ...suspended, end_date_monetary_restriction: null },
    { decision_monetary: 'DECISION_MONETARY_TERMINATION', decision_facts: 'Two accounts.' },
  ]);
  expect(statements.find(({ puid }) => puid === thawed.id)).toMatchObject({
    decision_monetary: 'DECISION_MONETARY_SUSPENSION',
    end_date_monetary_restriction: '2031-05-06',
    end_date_account_restriction: null,
  });
  const csv = ok(await get(`/v1/moderation/statements.csv?${period}`, { as: moderator }), 200) as string;
  const rows = csv.trimEnd().split('\r\n');
  expect([rows[0], rows.length]).toEqual([dsaFields.join(','), total + 1]);
  expect(rows.find((row) => row.startsWith(named.id))).toContain(`,'=cmd|calc,`);
  const narrow = ok(
    await get('/v1/moderation/statements.ndjson?from=2025-01-01&to=2025-01-02', { as: moderator }),
    200,
  );
  expect((narrow as string).trimEnd().split('\n')).toHaveLength(1000);
  expect(ok(await get('/v1/moderation/statements.ndjson?from=2021-01-01&to=2022-01-01', { as: moderator }), 200)).toBe(
    '',
  );
  ok(await get('/v1/moderation/statements.csv?from=2026-01-02&to=2026-01-01', { as: moderator }), 422);
  ok(await get(`/v1/moderation/statements.csv?${period}`, { as: player }), 403);
});
