// Store functions whose plans are not measured, by reason. Every other store function is in plans.ts.

import * as apiKeys from '../../src/api-keys/api-key-store.ts';
import * as auditChain from '../../src/audit/chain/chain-store.ts';
import * as outdated from '../../src/certificates/afterwards/outdated-store.ts';
import * as exports from '../../src/certificates/exports/export-store.ts';
import * as issuers from '../../src/certificates/issuers/issuer-store.ts';
import * as issue from '../../src/certificates/issuing/issue-store.ts';
import * as life from '../../src/certificates/life/life-store.ts';
import { filesOf, readCertificate } from '../../src/certificates/store.ts';
import { postFeeReturns } from '../../src/economy/escrow/fee-store.ts';
import { findPrizeChange, postPrizeChanges } from '../../src/economy/escrow/prize-change-store.ts';
import { lockPrizeWallets, postPrizes } from '../../src/economy/escrow/prize-store.ts';
import * as owed from '../../src/economy/owed/owed-store.ts';
import * as receipts from '../../src/economy/receipts/receipt-store.ts';
import * as reconciliation from '../../src/economy/reports/reconciliation-store.ts';
import { listCohorts } from '../../src/economy/reports/revenue-store.ts';
import { closeWallet, openWallets, reopenWallet, setFrozen } from '../../src/economy/wallets/store.ts';
import * as identity from '../../src/identity/store.ts';
import * as watch from '../../src/live/watch-store.ts';
import * as appeals from '../../src/moderation/appeals/appeal-store.ts';
import * as cases from '../../src/moderation/cases/case-store.ts';
import * as queues from '../../src/moderation/cases/queue-store.ts';
import * as effects from '../../src/moderation/effects/effect-store.ts';
import * as notices from '../../src/moderation/notices/notice-store.ts';
import * as reports from '../../src/moderation/reports/report-store.ts';
import * as rules from '../../src/moderation/rules/rule-store.ts';
import * as sanctions from '../../src/moderation/sanctions/store.ts';
import * as statements from '../../src/moderation/statements/statement-store.ts';
import * as strikes from '../../src/moderation/strikes/strike-store.ts';
import * as trials from '../../src/moderation/trials/trial-store.ts';
import * as objectScan from '../../src/objects/runs/object-scan-store.ts';
import * as runs from '../../src/objects/runs/run-store.ts';
import * as objects from '../../src/objects/store.ts';
import * as privacy from '../../src/privacy/store.ts';
import * as teams from '../../src/teams/store.ts';
import * as starts from '../../src/tournaments/auto-start/auto-start-store.ts';
import * as checkIns from '../../src/tournaments/check-in/check-in-store.ts';
import * as completions from '../../src/tournaments/completion/completion-store.ts';
import * as conditions from '../../src/tournaments/conditions/condition-store.ts';
import { readDashboard } from '../../src/tournaments/dashboard/dashboard-store.ts';
import * as departures from '../../src/tournaments/departures/departure-store.ts';
import * as disputes from '../../src/tournaments/disputes/dispute-store.ts';
import * as evidence from '../../src/tournaments/evidence/evidence-store.ts';
import * as exchange from '../../src/tournaments/exchange/exchange-store.ts';
import * as guests from '../../src/tournaments/guests/guest-store.ts';
import * as lineUps from '../../src/tournaments/line-ups/line-up-store.ts';
import * as matchCheckIns from '../../src/tournaments/match-check-in/match-check-in-store.ts';
import * as history from '../../src/tournaments/matches/history/history-store.ts';
import * as matches from '../../src/tournaments/matches/match-store.ts';
import * as silence from '../../src/tournaments/matches/silence/silence-store.ts';
import * as staff from '../../src/tournaments/matches/staff/staff-store.ts';
import * as ratingLists from '../../src/tournaments/rating-lists/rating-list-store.ts';
import * as ratings from '../../src/tournaments/rating-lists/rating-store.ts';
import * as refereeCalls from '../../src/tournaments/referee-calls/referee-call-store.ts';
import * as changes from '../../src/tournaments/registration/change-store.ts';
import * as entrants from '../../src/tournaments/registration/entrant-store.ts';
import * as registrations from '../../src/tournaments/registration/registration-store.ts';
import * as reminders from '../../src/tournaments/reminders/reminder-store.ts';
import * as rosters from '../../src/tournaments/rosters/roster-store.ts';
import * as sandboxes from '../../src/tournaments/sandbox/sandbox-store.ts';
import * as schedules from '../../src/tournaments/schedule/schedule-store.ts';
import * as seedings from '../../src/tournaments/seeding/seeding-store.ts';
import * as series from '../../src/tournaments/series/series-store.ts';
import * as tournamentChanges from '../../src/tournaments/setup/change-store.ts';
import { listOrganizers } from '../../src/tournaments/setup/expand-store.ts';
import * as staffMembers from '../../src/tournaments/staff/staff-store.ts';
import * as stageEntrants from '../../src/tournaments/stages/course/stage-entrant-store.ts';
import * as entries from '../../src/tournaments/stages/entries/entry-store.ts';
import * as rounds from '../../src/tournaments/stages/rounds/round-store.ts';
import * as stages from '../../src/tournaments/stages/stage-store.ts';
import * as tournaments from '../../src/tournaments/store.ts';
import * as vetoes from '../../src/tournaments/vetoes/veto-store.ts';
import * as offers from '../../src/tournaments/waitlist/offer-store.ts';
import * as waitlist from '../../src/tournaments/waitlist/waitlist-store.ts';
import * as deliveries from '../../src/webhooks/deliveries/delivery-store.ts';
import * as webhooks from '../../src/webhooks/endpoints/endpoint-store.ts';
import * as sending from '../../src/webhooks/sending/sending-store.ts';

export const rareQueries: Readonly<Record<string, readonly unknown[]>> = {
  'sends no query': [filesOf],
  'few rows, by the first column of the primary key': [completions.findConclusion, findPrizeChange],
  'once in the life of a tournament, by its id': [
    tournaments.insertTournament,
    ...Object.values(sandboxes),
    openWallets,
    tournaments.findHostSanction,
    tournaments.findPublishSanction,
    ...Object.values(tournamentChanges),
    entrants.markSettled,
    lockPrizeWallets,
    postPrizes,
    tournaments.insertPlacements,
    completions.insertConclusion,
    completions.findConclusion,
    completions.approveConclusion,
    completions.withdrawConclusion,
    completions.reopenStages,
    completions.listPlaced,
    completions.writeDisqualification,
    completions.judgeReview,
    postPrizeChanges,
    ...Object.values(outdated),
    matches.insertMatches,
    stages.lockStages,
    stages.moveStage,
    stages.updatePlan,
    ...Object.values(stageEntrants),
    stages.isRoundOpen,
    stages.cancelMatches,
    ...Object.values(rounds),
    ...Object.values(entries),
    stages.deletePlan,
    issue.insertCertificates,
  ],
  'a few times in the life of a tournament, by its id, among its own rows': [
    ...Object.values(evidence),
    ...Object.values(exports),
    issue.lockChainsOf,
    tournaments.changeState,
    entrants.listRoster,
    entrants.lockEntrant,
    tournaments.writeSeeding,
    tournaments.insertEvent,
    tournaments.insertAudit,
    tournaments.isEnteredIn,
    registrations.writeSeeds,
    ...Object.values(seedings),
    ...Object.values(exchange),
    ...Object.values(guests),
    ...Object.values(conditions),
    ...Object.values(starts),
    ...Object.values(ratingLists),
    ...Object.values(ratings),
    issue.insertAudit,
    ...Object.values(staff),
    ...Object.values(staffMembers),
    readDashboard,
    ...Object.values(series),
    ...Object.values(history),
    ...Object.values(schedules),
    ...Object.values(matchCheckIns),
    ...Object.values(lineUps),
    ...Object.values(vetoes),
    ...Object.values(refereeCalls),
    ...Object.values(disputes),
    ...Object.values(rosters),
  ],
  'once or twice in the life of a registration, by its id': [
    entrants.removeEntrants,
    entrants.writeProfile,
    waitlist.promote,
    offers.answerOffer,
    offers.findFeeOf,
    reminders.remind,
    reminders.announceReady,
    reminders.listRemindable,
    waitlist.rejectEntrants,
    ...Object.values(departures),
    checkIns.checkIn,
    checkIns.closeCheckIn,
    ...Object.values(changes),
    postFeeReturns,
  ],
  'once a minute for each player, or less, by the primary key': Object.values(identity),
  'names for one page, by the primary key': [listOrganizers],
  'matches of one page, by the primary key, as one is read': [matches.findMatches],
  'after a refusal or a fault, by the primary key': [tournaments.findTournamentOf, tournaments.isGone],
  'an export or an erasure of one person': Object.values(privacy),
  'due tournaments: few, found by a partial index': [
    tournaments.listScheduled,
    waitlist.listPromotable,
    silence.listSilent,
    silence.listSilentOf,
  ],
  'owed payments: few, found by a partial index': Object.values(owed),
  'a few times in the life of a team, by its id': [
    teams.insertTeam,
    teams.lockTeam,
    teams.insertMember,
    teams.deleteMember,
    teams.writeCaptain,
  ],
  'a few times in the life of a certificate, by its id': [
    readCertificate,
    life.changeCertificate,
    life.replaceCertificate,
    life.setPrivacy,
    life.writePrintedName,
    life.lockChain,
    life.listChain,
    life.hideOtherNames,
    issue.markFailed,
  ],
  'reports, at most some a day of one player, and the cases of moderators': [
    ...Object.values(reports),
    ...Object.values(cases),
    ...Object.values(queues),
    ...Object.values(statements),
  ],
  'acts of moderators, and the sanctions of one player': [
    ...Object.values(sanctions),
    ...Object.values(strikes),
    ...Object.values(effects),
    ...Object.values(appeals),
    ...Object.values(notices),
  ],
  'API keys, of which one creator has few, by the primary key': Object.values(apiKeys),
  'rules, of which there are few, and their trials, by the cron in pieces': [
    ...Object.values(rules),
    ...Object.values(trials),
  ],
  'joining a live room with a token, and once a minute for who watches: the sanctions of one player':
    Object.values(watch),
  'seals or verifies the audit trail, once a minute or by a command': Object.values(auditChain),
  'an organizer’s own profile, by the primary key': Object.values(issuers),
  'an act on one wallet, by its id': [setFrozen, closeWallet, reopenWallet],
  'a failed copy of one object, by its key': [
    objects.writeTombstone,
    objects.recordDeletes,
    objects.scheduleCopy,
    objects.scheduleDelete,
    objects.forgetIntent,
  ],
  'scans all objects, in pages or once a night': [
    objectScan.listObjects,
    objectScan.countObjects,
    objectScan.intendCopies,
    objectScan.recordCopies,
    objectScan.recordFailures,
    objectScan.listKnown,
    objectScan.findObjects,
    objectScan.sampleObjects,
    objectScan.countCopies,
    objectScan.hasHeldBelow,
  ],
  'sums the whole ledger, in pages, once a night': [
    reconciliation.listWalletIds,
    reconciliation.checkHolds,
    reconciliation.checkOwed,
    reconciliation.walkWallets,
    reconciliation.checkTransfers,
    reconciliation.claimNight,
    reconciliation.saveNight,
  ],
  'receipts of partners, by their unique reference, the primary key, or one day in pages': Object.values(receipts),
  'rare finance report: the first row of each wallet': [listCohorts],
  'a console, and the rows of one endpoint by partial indexes; each sending waits for a receiver': [
    ...Object.values(webhooks),
    ...Object.values(deliveries),
    ...Object.values(sending),
  ],
  'one row per run, a few runs per day': [
    runs.openRun,
    runs.findRun,
    runs.lastRun,
    runs.listStalledRuns,
    runs.advanceRun,
    runs.pauseRuns,
    runs.resumeRuns,
    runs.cancelRuns,
  ],
};
