// The fictional players of the demo tournaments.

import type { Id } from '../../core/id.ts';
import { makePlayerId } from '../operator/sign-token.ts';

export interface DemoPlayer {
  readonly id: Id<'player'>;
  readonly name: string;
  readonly language: 'en' | 'bn';
}

export const demoTitle = 'Dhaka Open Rapid';
export const demoSwissTitle = 'Dhaka Autumn Swiss';
export const demoGroupsTitle = 'Dhaka Masters';
export const demoIssuer = 'Dhaka Chess League';
export const demoTimeZone = 'Asia/Dhaka';
export const organizerName = 'Farhana Karim';
export const treasurerName = 'Kamal Uddin';

/** Strongest first. */
const players: readonly (readonly [name: string, language: 'en' | 'bn'])[] = [
  ['Anika Rahman', 'en'],
  ['সাদিয়া ইসলাম', 'bn'],
  ['Tanvir Hasan', 'en'],
  ['রাফিদ চৌধুরী', 'bn'],
  ['Chloé Dubois', 'en'],
  ['Imran Siddique', 'en'],
  ['নুসরাত জাহান', 'bn'],
  ['Marcus Lindqvist', 'en'],
  ['Shirin Akter', 'en'],
  ['মাহমুদুল হক', 'bn'],
  ['Priya Nair', 'en'],
  ['Jonas Weber', 'en'],
  ['ফারিয়া করিম', 'bn'],
  ['Rashed Khan', 'en'],
  ['Elena Petrova', 'en'],
  ['আরিফ হোসেন', 'bn'],
  ['Nabila Chowdhury', 'en'],
  ['Diego Álvarez', 'en'],
  ['সুমাইয়া বেগম', 'bn'],
  ['Kenji Sato', 'en'],
  ['Mehedi Islam', 'en'],
  ['তানিয়া সুলতানা', 'bn'],
  ['Aoife Byrne', 'en'],
  ['Zahid Hossain', 'en'],
];

/** The strongest `count`. */
export function createDemoPlayers(count: number): DemoPlayer[] {
  return players.slice(0, count).map(([name, language]) => ({ id: makePlayerId(), name, language }));
}
