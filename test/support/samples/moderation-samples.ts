// Accepted requests of the routes of moderation: sanctions, appeals, reports, cases, rules and the audit.

import { aPerson, call, type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

interface Moderated {
  readonly finished: { readonly id: string; readonly items: readonly { readonly registrationId: string }[] };
  /** A certificate. */
  readonly first: { readonly id: string };
  readonly member: Person;
  readonly erased: Person;
}

export async function moderationSamples(
  { finished, first, member, erased }: Moderated,
  admin: Person,
  reason: string,
  page: Record<string, string>,
) {
  const sanction = { playerId: erased.id, kind: 'warn', reasonCode: 'other', statement: 'Late again.' };
  const impose = async (fields: object, as = admin) =>
    ok(await post('/v1/sanctions', { as, body: { ...sanction, ...fields } }), 201);
  const proposed = await impose({ kind: 'ban', endsAt: null }, await aPerson({ roles: ['moderator'] }));
  const warning = await impose({});
  const late = await impose({ reasonCode: 'no_shows' });
  const audited = {
    refType: 'certificate',
    refId: first.id,
    actorId: admin.id,
    event: 'certificate.revoked',
    from: '2026-01-01T00:00:00Z',
    to: '2030-01-01T00:00:00Z',
  };
  const [appealed, appealable] = [await impose({}, await aPerson({ roles: ['moderator'] })), await impose({})];
  const pleading = { text: 'I was there in time; the clock was wrong.' };
  const appealing = () => post(`/v1/sanctions/${appealed.id}/appeals`, { as: erased, body: pleading });
  const appeal = ok(await appealing(), 201);
  const reportOf = (subject: object) => ({ subject, category: 'cheating', text: 'It moved without looking.' });
  const filed = ok(await post('/v1/reports', { as: member, body: reportOf({ type: 'player', id: erased.id }) }), 201);
  const muted = { params: { id: erased.id } };
  const queue = { params: { category: 'cheating', id: erased.id } };
  ok(await call('PUT', `/v1/moderation/queues/fraud/moderators/${member.id}`, { as: admin, body: {} }), 200);
  const dates = { from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00+06:00' };
  const ruled = { title: 'Warned players wait', acts: ['register'], kinds: ['warn'] };
  const rule = ok(await post('/v1/moderation/rules', { as: admin, body: ruled }), 201);
  const ofRule = { params: { id: rule.id } };
  const trial = ok(await post(`/v1/moderation/rules/${rule.id}/trials`, { as: admin, body: dates }), 201);
  const samples: Samples = {
    'GET /v1/moderation/audit': { query: { ...audited, ...page } },
    'GET /v1/moderation/audit.csv': { query: audited },
    'GET /v1/moderation/audit.ndjson': { query: audited },
    'GET /v1/players/:id/strikes': { params: { id: erased.id } },
    'POST /v1/sanctions/:id/strike-dismissal': { params: { id: late.id }, body: { reason } },
    'POST /v1/moderation/tournaments/:id/hosting-review': {
      params: { id: finished.id },
      body: { note: 'Fee and prizes.', outcome: 'refused', reason: 'Too much.', settingsHash: '0'.repeat(32) },
      status: 409,
    },
    'POST /v1/sanctions/:id/removals': {
      params: { id: warning.id },
      body: { registrationId: finished.items[0]?.registrationId ?? '', dryRun: true },
      status: 409,
    },
    'GET /v1/sanctions/:id/removals': { params: { id: proposed.id } },
    'GET /v1/moderation/reasons': {},
    'GET /v1/me/sanctions': { query: page },
    'GET /v1/me/notices': { query: { since: '2026-01-01T00:00:00+06:00', ...page } },
    'GET /v1/sanctions': { query: { playerId: erased.id, ...page } },
    'GET /v1/sanctions/:id': { params: { id: proposed.id } },
    'POST /v1/sanctions': {
      body: {
        ...sanction,
        areas: ['competing', 'hosting'],
        tournamentId: finished.id,
        note: 'Seen by two.',
        startsAt: '2029-01-01T00:00:00Z',
        endsAt: '2030-01-01T00:00:00Z',
      },
    },
    'POST /v1/sanctions/:id/confirmation': { params: { id: proposed.id } },
    'POST /v1/sanctions/:id/revocation': { params: { id: warning.id }, body: { reason } },
    'POST /v1/sanctions/:id/appeals': { params: { id: appealable.id }, body: pleading, as: erased },
    'GET /v1/sanctions/:id/appeals': { params: { id: appealed.id } },
    'GET /v1/moderation/appeals': { query: page },
    'POST /v1/moderation/appeals/:id/rulings': {
      params: { id: appeal.id },
      body: {
        outcome: 'reduced',
        statement: 'The clock was slow.',
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      },
    },
    'POST /v1/reports': {
      body: {
        ...reportOf({ type: 'player', id: erased.id }),
        category: 'harassment',
        tournamentId: finished.id,
        evidence: [{ url: 'https://example.org/replay' }],
      },
    },
    'GET /v1/me/reports': { query: page },
    'GET /v1/moderation/reporters/:id': muted,
    'PUT /v1/moderation/reporters/:id/mute': { ...muted, body: { reason, endsAt: '2035-01-01T00:00:00Z' } },
    'DELETE /v1/moderation/reporters/:id/mute': muted,
    'GET /v1/moderation/queue': { query: { category: 'cheating', ...page } },
    'GET /v1/moderation/cases/:id': { params: { id: filed.caseId } },
    'POST /v1/moderation/cases/:id/lease': { params: { id: filed.caseId }, body: { minutes: 5 } },
    'DELETE /v1/moderation/cases/:id/lease': { params: { id: filed.caseId } },
    'POST /v1/moderation/cases/:id/triage': { params: { id: filed.caseId }, body: { version: 1, priority: 5 } },
    'POST /v1/moderation/cases/:id/decision': {
      params: { id: filed.caseId },
      body: { version: 2, outcome: 'resolved', statement: 'Seen.', sanctionId: warning.id },
    },
    'GET /v1/moderation/queues': {},
    'GET /v1/moderation/statements.csv': { query: dates },
    'GET /v1/moderation/statements.ndjson': { query: dates },
    'PUT /v1/moderation/queues/:category/moderators/:id': queue,
    'DELETE /v1/moderation/queues/:category/moderators/:id': { params: { category: 'fraud', id: member.id } },
    'GET /v1/moderation/rules': { query: page },
    'POST /v1/moderation/rules': {
      body: {
        title: 'Three points',
        acts: ['register', 'host'],
        pointsMin: 3,
        reasonCodes: ['cheating'],
        tournamentId: finished.id,
      },
    },
    'PUT /v1/moderation/rules/:id/state': { ...ofRule, body: { version: 1, state: 'shadow' } },
    'GET /v1/moderation/rules/:id/trials': { ...ofRule, query: page },
    'POST /v1/moderation/rules/:id/trials': { ...ofRule, body: dates },
    'GET /v1/moderation/trials/:id/refusals': { params: { id: trial.id }, query: page },
  };
  const belongings: [string, Belonging][] = [
    [appealed.id, { owner: erased }],
    [appealable.id, { owner: erased }],
  ];
  return { samples, belongings };
}
