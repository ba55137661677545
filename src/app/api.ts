// The Hono app of the API. It runs beside the database connections, on Cloudflare in the backend object.

import { Hono, type MiddlewareHandler } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { reachesTarget } from '../api-keys/api-key-store.ts';
import { judgeAct } from '../api-keys/judge-act.ts';
import { apiKeyRoutes } from '../api-keys/routes.ts';
import { afterwardsRoutes } from '../certificates/afterwards/afterwards-routes.ts';
import { exportRoutes } from '../certificates/exports/export-routes.ts';
import { issuerRoutes } from '../certificates/issuers/issuer-routes.ts';
import { issuingRoutes } from '../certificates/issuing/issuing-routes.ts';
import { holderRoutes } from '../certificates/life/holder-routes.ts';
import { lifeRoutes } from '../certificates/life/life-routes.ts';
import { linkRoutes } from '../certificates/links/link-routes.ts';
import { certificateRoutes } from '../certificates/routes.ts';
import { explainError } from '../db/schema-version.ts';
import { run } from '../db/transaction.ts';
import { holdRoutes } from '../economy/holds/hold-routes.ts';
import { postingRoutes } from '../economy/ledger/posting-routes.ts';
import { receiptRoutes } from '../economy/receipts/receipt-routes.ts';
import { reportRoutes } from '../economy/reports/report-routes.ts';
import { historyRoutes } from '../economy/wallets/history-routes.ts';
import { walletRoutes } from '../economy/wallets/routes.ts';
import { authenticate } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { deprecationOf } from '../http/headers/deprecation.ts';
import { observeRequests } from '../http/log/observe-request.ts';
import { requestIdOf } from '../http/log/request-id.ts';
import { problemFor, problemResponse } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { hasItsHeaders, serveRoutes } from '../http/serve-routes.ts';
import { roleRoutes } from '../identity/role-routes.ts';
import { playerRoutes } from '../identity/routes.ts';
import { eventRoutes } from '../live/routes.ts';
import { ticketRoutes } from '../live/tickets/ticket-routes.ts';
import { appealRoutes } from '../moderation/appeals/routes.ts';
import { auditRoutes } from '../moderation/audit/routes.ts';
import { caseRoutes } from '../moderation/cases/case-routes.ts';
import { queueRoutes } from '../moderation/cases/queue-routes.ts';
import { effectRoutes } from '../moderation/effects/routes.ts';
import { noticeRoutes } from '../moderation/notices/routes.ts';
import { reportRoutes as playerReportRoutes } from '../moderation/reports/report-routes.ts';
import { ruleRoutes } from '../moderation/rules/rule-routes.ts';
import { sanctionRoutes } from '../moderation/sanctions/routes.ts';
import { statementRoutes } from '../moderation/statements/routes.ts';
import { strikeRoutes } from '../moderation/strikes/routes.ts';
import { trialRoutes } from '../moderation/trials/trial-routes.ts';
import { objectRoutes } from '../objects/routes.ts';
import { privacyRoutes } from '../privacy/routes.ts';
import { teamRoutes } from '../teams/routes.ts';
import { checkInRoutes } from '../tournaments/check-in/check-in-routes.ts';
import { completionRoutes } from '../tournaments/completion/completion-routes.ts';
import { conditionRoutes } from '../tournaments/conditions/condition-routes.ts';
import { dashboardRoutes } from '../tournaments/dashboard/dashboard-routes.ts';
import { departureRoutes } from '../tournaments/departures/departure-routes.ts';
import { disputeRoutes } from '../tournaments/disputes/dispute-routes.ts';
import { evidenceRoutes } from '../tournaments/evidence/evidence-routes.ts';
import { exchangeRoutes } from '../tournaments/exchange/routes.ts';
import { guestRoutes } from '../tournaments/guests/guest-routes.ts';
import { lineUpRoutes } from '../tournaments/line-ups/line-up-routes.ts';
import { matchCheckInRoutes } from '../tournaments/match-check-in/match-check-in-routes.ts';
import { matchHistoryRoutes } from '../tournaments/matches/history/history-routes.ts';
import { matchRoutes } from '../tournaments/matches/match-routes.ts';
import { ownMatchRoutes } from '../tournaments/matches/own-routes.ts';
import { scoreRoutes } from '../tournaments/matches/scores/score-routes.ts';
import { matchStaffRoutes } from '../tournaments/matches/staff/staff-routes.ts';
import { payoutRoutes } from '../tournaments/payouts/payout-routes.ts';
import { ratingListRoutes } from '../tournaments/rating-lists/rating-list-routes.ts';
import { refereeRoutes } from '../tournaments/referee-calls/referee-routes.ts';
import { ownRegistrationRoutes } from '../tournaments/registration/own-routes.ts';
import { playerTournamentRoutes } from '../tournaments/registration/player-routes.ts';
import { registrationRoutes } from '../tournaments/registration/registration-routes.ts';
import { rosterRoutes } from '../tournaments/rosters/roster-routes.ts';
import { tournamentRoutes } from '../tournaments/routes.ts';
import { sandboxRoutes } from '../tournaments/sandbox/sandbox-routes.ts';
import { matchPlanRoutes } from '../tournaments/schedule/plan-routes.ts';
import { scheduleRoutes } from '../tournaments/schedule/schedule-routes.ts';
import { seedingRoutes } from '../tournaments/seeding/routes.ts';
import { seriesRoutes } from '../tournaments/series/series-routes.ts';
import { staffRoutes } from '../tournaments/staff/staff-routes.ts';
import { findStaffSanction } from '../tournaments/staff/staff-store.ts';
import { stageRoutes } from '../tournaments/stages/course/stage-routes.ts';
import { entryRoutes } from '../tournaments/stages/entries/entry-routes.ts';
import { roundRoutes } from '../tournaments/stages/rounds/round-routes.ts';
import { standingsRoutes } from '../tournaments/stages/standings/standings-routes.ts';
import { isGone } from '../tournaments/store.ts';
import { vetoRoutes } from '../tournaments/vetoes/veto-routes.ts';
import { offerRoutes } from '../tournaments/waitlist/offer-routes.ts';
import { deliveryRoutes } from '../webhooks/deliveries/delivery-routes.ts';
import { endpointRoutes } from '../webhooks/endpoints/endpoint-routes.ts';
import { asOneAct, atomically } from './atomically.ts';
import type { ApiServices } from './services.ts';

/** For JSON: no framing, no content sniffing, https only. CORS, not these headers, decides about other origins. */
const apiHeaders = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // A browser's cache must not give one origin's response, which has no CORS headers for it, to another.
  vary: 'Origin',
};

/** Routes set these headers themselves. Other answers get them here, refusals without those of a limit. */
const withHeaders: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const headers = { ...apiHeaders, 'x-request-id': requestIdOf(c.req.raw) };
  c.set('requestId', headers['x-request-id']);
  c.set('headers', { ...headers });
  await next();
  if (hasItsHeaders(c.res)) return;
  const shown = { ...headers, ...deprecationOf(c.get('headers')) };
  for (const [name, value] of Object.entries(shown)) c.res.headers.set(name, value);
};

/** All routes of the API. */
export const routes: readonly Route<ApiServices>[] = [
  ...playerRoutes,
  ...roleRoutes,
  ...apiKeyRoutes,
  ...privacyRoutes,
  ...tournamentRoutes,
  ...sandboxRoutes,
  ...staffRoutes,
  ...dashboardRoutes,
  ...seriesRoutes,
  ...seedingRoutes,
  ...roundRoutes,
  ...entryRoutes,
  ...standingsRoutes,
  ...exchangeRoutes,
  ...stageRoutes,
  ...guestRoutes,
  ...ratingListRoutes,
  ...conditionRoutes,
  ...registrationRoutes,
  ...rosterRoutes,
  ...departureRoutes,
  ...offerRoutes,
  ...checkInRoutes,
  ...ownRegistrationRoutes,
  ...playerTournamentRoutes,
  ...matchRoutes,
  ...scoreRoutes,
  ...evidenceRoutes,
  ...matchHistoryRoutes,
  ...matchStaffRoutes,
  ...matchPlanRoutes,
  ...scheduleRoutes,
  ...matchCheckInRoutes,
  ...lineUpRoutes,
  ...vetoRoutes,
  ...refereeRoutes,
  ...disputeRoutes,
  ...ownMatchRoutes,
  ...payoutRoutes,
  ...completionRoutes,
  ...teamRoutes,
  ...issuingRoutes,
  ...exportRoutes,
  ...afterwardsRoutes,
  ...certificateRoutes,
  ...lifeRoutes,
  ...holderRoutes,
  ...linkRoutes,
  ...issuerRoutes,
  ...walletRoutes,
  ...historyRoutes,
  ...postingRoutes,
  ...receiptRoutes,
  ...holdRoutes,
  ...reportRoutes,
  ...auditRoutes,
  ...sanctionRoutes,
  ...appealRoutes,
  ...noticeRoutes,
  ...playerReportRoutes,
  ...caseRoutes,
  ...queueRoutes,
  ...statementRoutes,
  ...strikeRoutes,
  ...effectRoutes,
  ...ruleRoutes,
  ...trialRoutes,
  ...eventRoutes,
  ...ticketRoutes,
  ...objectRoutes,
  ...endpointRoutes,
  ...deliveryRoutes,
];

/** Trailing slashes are accepted. */
export const api = new Hono<ApiEnv<ApiServices>>({ strict: false });

api
  .use(observeRequests(({ env: { services } }) => services))
  .use(withHeaders)
  .use(
    methodNotAllowed({
      app: api,
      onMethodNotAllowed: (c, methods) =>
        problemResponse('method_not_allowed', c.get('requestId'), { headers: { allow: methods.sort().join(', ') } }),
    }),
  )
  .use('/v1/*', authenticate);

serveRoutes(api, routes, {
  servicesOf: ({ env: { services } }, key) =>
    key === null ? services : { ...services, ports: { ...services.ports, claim: key } },
  grantedRolesOf: ({ env: { services } }) => services.grantedRoles,
  staffSanctionOf: ({ env: { services } }, { playerId }, named) =>
    run(() => findStaffSanction(services.ports.db.sql, playerId, named)),
  isGone: ({ env: { services } }, named) => isGone(services.ports.db, named),
  limiterOf: ({ env: { services } }) => services.limiter,
  atomically,
  organizes: ({ ports }, { playerId }, named) => reachesTarget(ports.db, playerId, named),
  underKey: (services, actor, target, act) =>
    asOneAct(services, (sql) => judgeAct(sql, actor, target, services.ports.clock()), act),
  checksAnswers: ({ env: { services } }) => services.checksAnswers,
});

api.onError(async (error, c) => {
  const id = c.get('requestId');
  return withId(problemFor(await explainError(c.env.services.ports.db, error), id), id);
});

api.notFound((c) => problemResponse('not_found', c.get('requestId')));

function withId(response: Response, id: string): Response {
  response.headers.set('x-request-id', id);
  return response;
}
