// Functions of stores whose plans nobody watches, each with the reason. Whoever adds a query decides: here, or in plans.ts.

import * as issuers from '../src/certificates/issuers/issuer-store.ts';
import * as issue from '../src/certificates/issuing/issue-store.ts';
import * as life from '../src/certificates/life/life-store.ts';
import { filesOf } from '../src/certificates/store.ts';
import { captureHeldFee, postFeeReturns } from '../src/economy/escrow/fee-store.ts';
import { lockPrizeWallets, postPrizes } from '../src/economy/escrow/prize-store.ts';
import * as owed from '../src/economy/owed/owed-store.ts';
import * as reconciliation from '../src/economy/reports/reconciliation-store.ts';
import { listCohorts } from '../src/economy/reports/revenue-store.ts';
import { setFrozen } from '../src/economy/wallets/store.ts';
import { reclaimKey } from '../src/idempotency/store.ts';
import * as objectScan from '../src/objects/runs/object-scan-store.ts';
import * as runs from '../src/objects/runs/run-store.ts';
import * as objects from '../src/objects/store.ts';
import * as teams from '../src/teams/store.ts';
import * as matches from '../src/tournaments/matches/match-store.ts';
import * as entrants from '../src/tournaments/registration/entrant-store.ts';
import * as registrations from '../src/tournaments/registration/registration-store.ts';
import * as tournaments from '../src/tournaments/store.ts';

export const rareQueries: Readonly<Record<string, readonly unknown[]>> = {
  'asks the database nothing': [filesOf],
  'once in the life of a tournament, by its id': [
    tournaments.insertTournament,
    entrants.markSettled,
    lockPrizeWallets,
    postPrizes,
    tournaments.insertPlacements,
    matches.insertMatches,
    issue.insertCertificates,
  ],
  'a few times in the life of a tournament, by its id, among its own rows': [
    tournaments.changeState,
    entrants.listRoster,
    tournaments.writeSeeding,
    tournaments.insertEvent,
    tournaments.insertAudit,
    registrations.writeSeeds,
    issue.insertAudit,
  ],
  'once or twice in the life of a registration, by its id': [
    entrants.confirmEntrant,
    entrants.removeEntrants,
    postFeeReturns,
    captureHeldFee,
  ],
  'tournaments that are due: few, and found by indexes that hold only those': [tournaments.listScheduled],
  'payments that are owed: few, and found by indexes that hold only those': Object.values(owed),
  'a few times in the life of a team, by its id': [teams.insertTeam, teams.insertMember, teams.deleteMember],
  'a few times in the life of a certificate, by its id': [
    life.changeCertificate,
    life.replaceCertificate,
    life.setPrivacy,
    life.writePrintedName,
    life.lockChain,
    life.listChain,
    life.hideOtherNames,
    issue.markFailed,
  ],
  'an organizer’s own profile, by the primary key': Object.values(issuers),
  'an act of staff on one wallet, by its id': [setFrozen],
  'after a process died, by the primary key': [reclaimKey],
  'a copy of one object that failed, by its key': [
    objects.writeTombstone,
    objects.recordDeletes,
    objects.scheduleCopy,
    objects.scheduleDelete,
    objects.forgetIntent,
  ],
  'walks over all objects on purpose, page by page or once a night': [
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
  'adds up the whole ledger on purpose, page by page, once a night': [
    reconciliation.listWalletIds,
    reconciliation.checkCaptures,
    reconciliation.walkWallets,
    reconciliation.checkTransfers,
    reconciliation.claimNight,
    reconciliation.saveNight,
  ],
  'asked by finance now and then: the first row of each wallet used since': [listCohorts],
  'one row a run, of which there are a few a day': [
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
