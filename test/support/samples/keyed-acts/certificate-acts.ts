// Acts on certificates.

import { completed } from './begun-tournament.ts';
import { type ActWorld, type KeyedAct, request } from './keyed-act.ts';

async function issued(world: ActWorld) {
  const { id, organizer } = await completed(world);
  await world.client.post(organizer, `/v1/tournaments/${id}/certificates`, {});
  for (;;) {
    const { pending: left, items } = await world.client.get(organizer, `/v1/tournaments/${id}/certificates`);
    const loserId = items.find(({ type }: { type: string }) => type === 'runner_up')?.registrationId as string;
    if (left === 0) return { id, organizer, certificateId: items[0].id as string, loserId };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const changing =
  (noun: string, body: object, before: readonly string[] = []): KeyedAct =>
  async (world) => {
    const { organizer, certificateId } = await issued(world);
    const path = `/v1/certificates/${certificateId}`;
    for (const earlier of before) await world.client.post(organizer, `${path}/${earlier}`, { reason: 'under review' });
    return request(organizer, `${path}/${noun}`, body);
  };

/** The queue draws what was issued, at any time afterwards: also while the next act is counted. So these acts are the last. */
const drawing = { laterTables: ['event_outbox', 'object_item'] };

export const certificates: Readonly<Record<string, KeyedAct>> = {
  revocation: changing('revocation', { reason: 'Entered by mistake' }),
  suspension: changing('suspension', { reason: 'under review' }),
  reinstatement: changing('reinstatement', { reason: 'reviewed' }, ['suspension']),
  replacement: async (world) => {
    const replacing = changing('replacement', { displayName: 'Ada King', reason: 'Name corrected' });
    return { ...(await replacing(world)), ...drawing };
  },
  certificates: async (world) => {
    const { id, organizer } = await completed(world);
    return { ...request(organizer, `/v1/tournaments/${id}/certificates`), ...drawing };
  },
  'export of certificates': async (world) => {
    const { id, organizer } = await issued(world);
    const laterTables = [...drawing.laterTables, 'certificate_export', 'certificate_export_piece'];
    return { ...request(organizer, `/v1/tournaments/${id}/certificate-exports`, { format: 'zip' }), laterTables };
  },
  'disqualification after the end': async (world) => {
    const { organizer, loserId } = await issued(world);
    const path = `/v1/registrations/${loserId}/late-disqualifications`;
    return { ...request(organizer, path, { reason: 'Cheating' }), ...drawing };
  },
};
