// HTTP route of a disqualification after the end of a tournament.

import type { Id } from '../../core/id.ts';
import { routesFor } from '../../http/route.ts';
import type { Ports } from '../../outbox/ports.ts';
import { authorizeEntry } from '../../tournaments/completion/authorize-entry.ts';
import { hideUnreadable } from '../../tournaments/hide-unreadable.ts';
import { certificatePermissions as permissions } from '../permission.ts';
import { afterwardsJson, afterwardsShape, lateDisqualificationCreate } from './contract.ts';
import { disqualifyAfterwards } from './disqualify-afterwards.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void> };
}

const route = routesFor<Services>();

export const afterwardsRoutes = [
  route({
    method: 'POST',
    path: '/v1/registrations/:id/late-disqualifications',
    name: 'disqualifyAfterwards',
    summary: 'Disqualify an entrant of a completed tournament: ranks, certificates and prizes follow',
    description:
      'Those who were ranked after the entrant move up. Certificates that say another place are replaced, those of the entrant are revoked. Prizes that were paid are split anew: what the wallet has is taken back, the rest is owed. `dryRun` answers what would happen and changes nothing.',
    ifMatchOf: 'readRegistration',
    permission: permissions.disqualifyAfterwards,
    params: { id: 'registration' },
    body: lateDisqualificationCreate,
    answers: { 200: afterwardsShape },
    problems: ['conflict_of_interest', 'tournament_not_completed', 'state_conflict'],
  }).runs({
    authorize: hideUnreadable('registration', ({ services, actor, params }) =>
      authorizeEntry(services.ports.db, actor, params.id),
    ),
    handle: hideUnreadable(
      'registration',
      async ({ services: { ports, jobs }, actor, params, body: { reason, dryRun: isDryRun } }) => {
        const wanted = { registrationId: params.id, reason, isDryRun };
        const outcome = await disqualifyAfterwards(ports, actor, wanted);
        if (!isDryRun) await jobs.issueCertificates(outcome.pendingIds);
        return { status: 200, body: afterwardsJson(wanted, outcome) };
      },
    ),
  }),
];
