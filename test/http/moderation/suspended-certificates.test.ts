// Certificates that a sanction suspends: what they say meanwhile, whose they are, and that they are as before when it ends.

import { beforeAll, describe, expect, it } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { expiryIn, sanctionsBy } from '../../support/moderation/sanctions.ts';
import {
  aLiveTournament,
  aTournament,
  move,
  ok,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let moderator: Person;
beforeAll(async () => {
  moderator = await aPerson({ roles: ['moderator'] });
});

const { impose, revoke } = sanctionsBy(() => moderator);
const expire = expiryIn(database);

describe('suspended certificates', () => {
  const now = { 'cache-control': 'no-cache' };
  interface Issued {
    readonly id: string;
    readonly code: string;
    readonly displayName: string;
  }

  async function certified(fields: object = {}) {
    const stage = await aLiveTournament(2, { capacity: 2, ...fields });
    await playAllMatches(stage);
    await move(stage, 'completed');
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const items: Issued[] = (await untilIssued(stage)).items;
    const holder = stage.players.find(({ name }) => name === items[0]?.displayName) as Person;
    return { stage, holder, one: items[0] as Issued, other: items[1] as Issued };
  }

  /** Everything that readers, the holder and the organizer see of it, as bytes. */
  async function seen({ one, holder, stage }: { one: Issued; holder: Person; stage: Stage }) {
    const public_ = (accept: string, language = 'en') =>
      get(`/c/${one.code}`, { headers: { ...now, accept, 'accept-language': language } });
    const answers = {
      json: await public_('application/json'),
      en: await public_('text/html'),
      bn: await public_('text/html', 'bn'),
      legacy: await get(`/api/tournaments/certificates/verify/${one.code}/`, { headers: now }),
      own: await get(`/v1/certificates/${one.id}`, { as: holder }),
      held: await get('/v1/me/certificates', { as: holder }),
      listed: await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer }),
    };
    // Pages say when they were asked, and the test downloads the file.
    const changing = /<p class="looked-up">.*?<\/p>|"downloadCount":\d+,"firstDownloadedAt":(?:null|"[^"]*"),/gs;
    const shown = ({ status, text, body }: (typeof answers)['json']) => ({
      status,
      text: (text === '' ? JSON.stringify(body) : text).replace(changing, ''),
    });
    return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, shown(answer)]));
  }

  it('say so to everybody, with the class of the reason and since when, and are as before when the sanction ends', async () => {
    const given = await certified();
    const { one, other, holder, stage } = given;
    const before = await seen(given);
    const file = () => get(`/v1/certificates/${one.id}/file`, { as: holder });
    const bytes = ok(await file(), 200);
    const sanction = await impose(holder, 'certificate_suspension', {
      reasonCode: 'impersonation',
      statement: 'Not his name.',
    });
    const verdict = ok(await get(`/c/${one.code}`, { headers: { ...now, accept: 'application/json' } }), 200);
    expect(verdict).toMatchObject({
      ...{ verdict: 'suspended', since: sanction.startsAt, reason: null, reasonCode: 'false_identity' },
      certificate: { printedName: holder.name },
      files: { pdf: { sha256: expect.any(String) } },
    });
    expect(JSON.stringify(verdict)).not.toContain('Not his name');
    const during = await seen(given);
    expect(during.en?.text).toMatch(/This certificate is suspended.*Suspended on.*Entered under a false identity/s);
    expect(during.bn?.text).toMatch(/এই সনদটি সাময়িকভাবে স্থগিত.*স্থগিতের তারিখ.*ভুয়া পরিচয়ে অংশগ্রহণ/s);
    // The first heading is the verdict; further ones belong to files that readers may drop on the page.
    expect(during.en?.text.match(/<h1[^>]*>([^<]+)/)?.[1]).toBe('This certificate is suspended');
    expect(during.bn?.text.match(/<h1[^>]*>([^<]+)/)?.[1]).toBe('এই সনদটি সাময়িকভাবে স্থগিত');
    expect(during.legacy?.text).toContain('"valid":false');
    expect(ok(await file(), 409).code).toBe('certificate_suspended');
    expect(ok(await get(`/c/${one.code}/preview.png`, { headers: now }), 404)).toBeDefined();
    for (const name of ['json', 'own', 'held', 'listed']) expect(during[name]?.text).toContain('"suspended"');
    for (const [name, { text }] of Object.entries(during)) expect([name, text]).not.toEqual([name, before[name]?.text]);
    const path = (act: string) => `/v1/certificates/${one.id}/${act}`;
    const refused = ok(await post(path('reinstatement'), { as: stage.organizer, body: { reason: 'Cleared' } }), 409);
    expect(refused.facts).toEqual({ state: 'suspended', suspendedBy: 'a sanction on the holder' });
    expect(ok(await get(`/c/${other.code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict).toBe(
      'valid',
    );
    const exported = await post(`/v1/tournaments/${stage.id}/certificate-exports`, {
      as: stage.organizer,
      body: { format: 'pdf' },
    });
    expect(ok(exported, 202)).toMatchObject({
      certificateCount: 1,
      leftOut: [{ certificateId: one.id, state: 'suspended' }],
    });

    await revoke(sanction);
    expect(await seen(given)).toEqual(before);
    expect(ok(await file(), 200)).toEqual(bytes);
    await expire(await impose(holder, 'certificate_suspension'));
    expect(ok(await get(`/c/${one.code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict).toBe(
      'valid',
    );
    const stored = await database.sql`SELECT state, suspended_at FROM certificate_certificate WHERE id = ${one.id}`;
    expect(stored).toEqual([{ state: 'active', suspended_at: null }]);
  });

  it('are those of one tournament where the sanction names it, those of members, and never that of a team', async () => {
    const { one, holder } = await certified();
    const verdictOf = async ({ code }: Issued) =>
      ok(await get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }), 200).verdict;
    const elsewhere = await impose(holder, 'certificate_suspension', { tournamentId: (await aTournament()).id });
    expect(await verdictOf(one)).toBe('valid');
    await revoke(elsewhere);
    const [team] = await database.sql<{ id: string }[]>`SELECT make_id('tem', now()) AS id`;
    // The same certificate as if a team had entered: first as that of the team, then as that of its member.
    const change = (set: object) =>
      database.sql.begin(async (sql) => {
        await sql`SET LOCAL session_replication_role = replica`;
        await sql`UPDATE tournament_registration SET team_id = ${team?.id as string} WHERE id = (
          SELECT registration_id FROM certificate_certificate WHERE id = ${one.id})`;
        await sql`UPDATE certificate_certificate SET ${sql(set as never)} WHERE id = ${one.id}`;
      });
    await impose(holder, 'certificate_suspension');
    expect(await verdictOf(one)).toBe('suspended');
    await change({ member_id: null, team_name: null });
    expect(await verdictOf(one)).toBe('valid');
    await change({ member_id: holder.id, team_name: 'Rooks' });
    expect(await verdictOf(one)).toBe('suspended');
  });
});
