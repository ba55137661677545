// One accepted request per route, with all of its fields, for tests of all routes. The files beside this one have those of each domain.

import { aKnownPerson, aPerson, type Person } from '../isolate/api.ts';
import { anOwner } from '../ledger/ledger.ts';
import { decideRound } from '../tournaments/swiss-rounds.ts';
import { aLiveTournament, aTournament } from '../tournaments/tournament.ts';
import { aFinishedTournament, certificateSamples } from './certificate-samples.ts';
import { conditionSamples } from './condition-samples.ts';
import { economySamples } from './economy-samples.ts';
import { matchDaySamples } from './match-day-samples.ts';
import { matchSamples } from './match-samples.ts';
import { moderationSamples } from './moderation-samples.ts';
import { operationSamples } from './operation-samples.ts';
import { peopleSamples } from './people-samples.ts';
import { anOpenTournament, registrationSamples } from './registration-samples.ts';
import type { Belonging, Samples } from './sample.ts';
import { stageSamples } from './stage-samples.ts';
import { aSandbox, aSeries, aStaffedTournament, tournamentSamples } from './tournament-samples.ts';
import { webhookSamples } from './webhook-samples.ts';

export type { Belonging, Sample, Samples } from './sample.ts';

export async function sampleRequests(admin: Person): Promise<Samples> {
  return (await sampleWorld(admin)).samples;
}

/** `belongings` is by id. */
export async function sampleWorld(admin: Person) {
  const page = { limit: '5' };
  const reason = 'Entered by mistake';
  const [finished, open, live, draft, unchanged, unwanted, swiss] = [
    await aFinishedTournament(),
    await anOpenTournament(),
    await aLiveTournament(2),
    await aTournament(),
    await aTournament(),
    await aTournament(),
    await aLiveTournament(3, { stages: [{ format: 'swiss', rounds: 3 }] }),
  ];
  const [sandbox, unwantedSandbox] = [await aSandbox(), await aSandbox()];
  const series = await aSeries(draft.id);
  await decideRound(swiss, 1, () => [1, 0]);
  const tournaments = tournamentSamples(
    {
      draft: draft.id,
      unchanged: unchanged.id,
      unwanted: unwanted.id,
      open: open.id,
      live: live.id,
      finished: finished.id,
      swiss: swiss.id,
      sandbox: sandbox.id,
      unwantedSandbox: unwantedSandbox.id,
      organizer: open.organizer.id,
      entry: finished.items[0]?.registrationId as string,
    },
    page,
  );
  const registrations = await registrationSamples(open, admin, reason, page);
  const matchDay = await matchDaySamples(page);
  const webhook = await webhookSamples(page, draft.id);
  const condition = await conditionSamples(page);
  const stages = await stageSamples(live);
  const staffed = await aStaffedTournament();
  const [rich, other, member, erased] = [await anOwner(1000), await anOwner(0), await aPerson(), await aKnownPerson()];
  const economy = await economySamples({ rich, other }, admin, reason, page);
  const operations = await operationSamples(finished, admin);
  const certificates = await certificateSamples(finished, admin, page);
  const { first } = certificates;
  const moderation = await moderationSamples({ finished, first, member, erased }, admin, reason, page);
  const people = await peopleSamples({ rich, other, member, erased }, admin, page);
  const matches = await matchSamples(live, reason, page);
  const parts = [
    ...[people, registrations, stages, matches, staffed, matchDay, webhook, condition, series],
    ...[certificates, economy, moderation],
  ];
  const samples: Samples = Object.assign({}, operations, tournaments, ...parts.map((part) => part.samples));
  const belongings = new Map<string, Belonging>([
    ...[open, live, draft, unchanged, unwanted, finished, swiss, sandbox, unwantedSandbox].map(
      ({ id, organizer }) => [id, { organizer }] as const,
    ),
    ...parts.flatMap((part): (readonly [string, Belonging])[] => part.belongings),
  ]);
  return { samples, belongings };
}
