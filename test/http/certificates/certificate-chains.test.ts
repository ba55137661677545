// Chains of replacements: issuing again, hiding, correcting a name, and dates.

import { beforeAll, describe, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import {
  type Certificate,
  certifiedStage,
  chainActs,
  codeOf,
  names,
  now,
  publicForms,
  verdictOf,
} from '../../support/certificates/chains.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  ({ stage, certificates } = await certifiedStage());
});

const { act, next, replace, hide } = chainActs(() => ({ stage, certificates }));

describe('issuing again after a revocation', () => {
  const issueAgain = async ({ registrationId }: Certificate) => {
    ok(
      await post(`/v1/tournaments/${stage.id}/certificates`, {
        as: stage.organizer,
        body: { registrationIds: [registrationId] },
      }),
      202,
    );
    const { items } = await untilIssued(stage);
    const isNew = (item: Certificate & { state: string }) =>
      item.registrationId === registrationId && item.state === 'active';
    return items.find(isNew);
  };
  const revokeAll = async (id: string) =>
    ok(await act(id, 'revocation', { reason: 'Issued in error', cascade: true }), 200);

  it('keeps the corrected name and language, and no public form contains a former name', async () => {
    const first = next();
    const second = await replace(first.id, { displayName: 'Ada Two', reason: 'Corrected' });
    const third = await replace(second.id, {
      displayName: 'Ada Three',
      printedName: 'A. Three',
      language: 'bn',
      reason: 'Corrected',
    });
    await revokeAll(third.id);
    const again = await issueAgain(first);
    expect(again).toMatchObject({
      displayName: 'Ada Three',
      printedName: 'A. Three',
      language: 'bn',
      isPrivate: false,
    });
    const forms = await publicForms(again.code);
    expect(forms).toContain('A. Three');
    for (const former of [first.displayName, 'Ada Two']) expect(forms).not.toContain(former);
  });

  it('keeps what the holder hid hidden, and once more after that', async () => {
    const first = next();
    ok(await hide(first, first.id), 200);
    await revokeAll(first.id);
    const second = await issueAgain(first);
    expect(second).toMatchObject({ isPrivate: true });
    expect(await publicForms(second.code)).not.toContain(first.displayName);
    ok(await hide(first, second.id, false), 200);
    await revokeAll(second.id);
    expect(await issueAgain(first)).toMatchObject({ displayName: first.displayName, isPrivate: false });
  });

  it('waits for a change of privacy that has begun', async () => {
    const first = next();
    await revokeAll(first.id);
    let again: ReturnType<typeof issueAgain> | undefined;
    let isAnswered = false;
    await database.sql.begin(async (sql) => {
      await sql`UPDATE certificate_certificate SET is_private = true WHERE id = ${first.id}`;
      again = issueAgain(first).finally(() => {
        isAnswered = true;
      });
      for (let isWaiting = false; !isWaiting && !isAnswered; ) {
        const rows = await database.sql`
          SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%certificate_certificate%'`;
        isWaiting = rows.length > 0;
      }
    });
    expect(await again).toMatchObject({ isPrivate: true });
  });
});

describe('hiding', () => {
  it('one certificate of a chain hides the content of all of them, in every form', async () => {
    const chains = await Promise.all(
      [0, 1, 2].map(async (which) => {
        const first = next();
        const open = { hideOldName: false };
        const second = await replace(first.id, { displayName: names[1], ...open, reason: 'A letter too many' });
        const third = await replace(second.id, { displayName: names[2], ...open, reason: 'And another' });
        return { first, chain: [first, second, third], hidden: [first, second, third][which] as Certificate };
      }),
    );
    await untilIssued(stage);
    for (const { first, chain, hidden } of chains) {
      expect(await publicForms((chain[1] as Certificate).code)).toContain(names[1]);
      expect((await get(`/c/${chain[2]?.code}/preview.png`, { headers: now })).status).toBe(200);
      ok(await hide(first, hidden.id), 200);
      for (const { code } of chain) {
        const forms = await publicForms(code);
        const reasons = ['A letter too many', 'And another', 'name_corrected'];
        for (const text of [...names, first.displayName, 'Autumn Open', 'Dhaka', ...reasons])
          expect(forms).not.toContain(text);
        expect((await get(`/c/${code}/preview.png`, { headers: now })).status).toBe(404);
      }
      ok(await hide(first, hidden.id, false), 200);
      expect(await publicForms(first.code)).toContain(first.displayName);
    }
  });

  it('applies to replacements of a hidden certificate', async () => {
    const first = next();
    ok(await hide(first, first.id), 200);
    const second = await replace(first.id, { language: 'bn' });
    expect((await verdictOf(second.code)).isPrivate).toBe(true);
    expect(await publicForms(second.code)).not.toContain(first.displayName);
  });

  it('concurrently with a replacement hides the whole chain', async () => {
    const first = next();
    let newest = first.id;
    for (let turn = 0; turn < 12; turn += 1) {
      const isPrivate = turn % 2 === 0;
      const [replaced, hidden] = await Promise.all([
        act(newest, 'replacement', { displayName: `Turn ${turn}` }),
        hide(first, turn % 3 === 0 ? first.id : newest, isPrivate),
      ]);
      ok(hidden, 200);
      newest = ok(replaced, 202).id;
      const rows = await database.sql`SELECT DISTINCT is_private FROM certificate_certificate
        WHERE ${first.id} IN (id, chain_root_id)`;
      expect(rows.map((row) => row.is_private)).toEqual([isPrivate]);
    }
  });
});

describe('correcting a name', () => {
  it('hides the old name in all earlier certificates, unless the organizer keeps it visible', async () => {
    const first = next();
    const second = await replace(first.id, { language: 'bn', reason: 'Wanted in Bengali' });
    expect(await verdictOf(first.code)).toMatchObject({
      verdict: 'superseded',
      reason: 'Wanted in Bengali',
      reasonCode: 'language_changed',
      certificate: { printedName: first.displayName },
    });
    const reason = `Misspelt as ${first.displayName}`;
    const third = await replace(second.id, { displayName: 'Ada King', reason });
    for (const { code } of [first, second]) {
      expect(await publicForms(code)).not.toContain(first.displayName);
      expect(await verdictOf(code)).toMatchObject({ verdict: 'superseded', isPrivate: true, reason: null });
    }
    expect((await verdictOf(second.code)).reasonCode).toBe('name_corrected');
    expect(await publicForms(third.code)).toContain('Ada King');
    expect(await publicForms(third.code)).not.toContain(first.displayName);
  });

  it('to the present name is refused, however it is typed', async () => {
    const one = next();
    for (const body of [{ displayName: one.displayName }, { displayName: ` ${one.displayName} ` }, { language: 'en' }])
      expect(codeOf(await act(one.id, 'replacement', body))).toEqual([409, 'replacement_identical']);
    expect((await verdictOf(one.code)).verdict).toBe('valid');
    certificates.unshift(one);
  });
});

describe('dates', () => {
  it('are those of the tournament’s time zone and name it; fields in JSON stay UTC', async () => {
    const one = next();
    const expiresAt = '2036-01-01T00:00:00+06:00';
    ok(await act(one.id, 'expiry', { reason: 'Ten years', expiresAt }, stage.organizer, 'PUT'), 200);
    expect(await verdictOf(one.code)).toMatchObject({ expiresAt: '2035-12-31T18:00:00.000Z', timeZone: 'Asia/Dhaka' });
    const page = (language: string) =>
      get(`/c/${one.code}`, { headers: { ...now, accept: 'text/html', 'accept-language': language } });
    expect((await page('en')).text).toContain('1 January 2036, 00:00 (Asia/Dhaka, UTC+06:00)');
    expect((await page('bn')).text).toContain('১ জানুয়ারি ২০৩৬, ০০:০০ (Asia/Dhaka, UTC+06:00)');
  });

  it('of the end of a tournament are printed in its time zone', async () => {
    const one = next();
    await database.sql`UPDATE tournament_tournament SET ended_at = '2026-11-30T18:30:00Z' WHERE id = ${stage.id}`;
    ok(await act(one.id, 'revocation', { reasonCode: 'issued_in_error' }), 200);
    const [row] = await database.sql`SELECT registration_id FROM certificate_certificate WHERE id = ${one.id}`;
    const body = { registrationIds: [row?.registration_id] };
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body }), 202);
    await untilIssued(stage);
    const [made] = await database.sql`SELECT ended_on::text FROM certificate_certificate
      WHERE registration_id = ${row?.registration_id} ORDER BY created_at DESC LIMIT 1`;
    expect(made?.ended_on).toBe('2026-12-01');
  });

  it.each(['+06:00', 'Mars/Olympus', '', 'Asia/Dhaka\u0000', 'x'.repeat(70)])(
    'of the zone %j are refused',
    async (timeZone) => {
      const organizer = await aPerson({ roles: ['organizer'] });
      const body = { title: 'T', issuer: 'I', capacity: 4, startsAt: '2030-01-01T10:00:00Z', timeZone };
      expect(codeOf(await post('/v1/tournaments', { as: organizer, body }))).toEqual([422, 'invalid_request']);
    },
  );
});
