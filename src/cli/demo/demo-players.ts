// The fictional players of the demo tournament.

import type { Id } from '../../core/id.ts';
import { makePlayerId } from '../operator/sign-token.ts';

export interface DemoPlayer {
  readonly id: Id<'player'>;
  readonly name: string;
  readonly language: 'en' | 'bn';
}

export const demoTitle = 'Dhaka Open Rapid';
export const demoIssuer = 'Dhaka Chess League';
export const demoTimeZone = 'Asia/Dhaka';
export const organizerName = 'Farhana Karim';
export const treasurerName = 'Kamal Uddin';

/** Strongest first. The stronger player always wins. */
const players: readonly (readonly [name: string, language: 'en' | 'bn'])[] = [
  ['Anika Rahman', 'en'],
  ['সাদিয়া ইসলাম', 'bn'],
  ['Tanvir Hasan', 'en'],
  ['রাফিদ চৌধুরী', 'bn'],
  ['Chloé Dubois', 'en'],
  ['Imran Siddique', 'en'],
  ['নুসরাত জাহান', 'bn'],
  ['Marcus Lindqvist', 'en'],
];

export function createDemoPlayers(): DemoPlayer[] {
  return players.map(([name, language]) => ({ id: makePlayerId(), name, language }));
}
