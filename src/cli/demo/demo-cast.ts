// Who plays the demo tournament. Nobody here exists.

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

/** The strongest first; in the demo the stronger player always wins. */
const cast: readonly (readonly [name: string, language: 'en' | 'bn'])[] = [
  ['Anika Rahman', 'en'],
  ['সাদিয়া ইসলাম', 'bn'],
  ['Tanvir Hasan', 'en'],
  ['রাফিদ চৌধুরী', 'bn'],
  ['Chloé Dubois', 'en'],
  ['Imran Siddique', 'en'],
  ['নুসরাত জাহান', 'bn'],
  ['Marcus Lindqvist', 'en'],
];

export function castPlayers(): DemoPlayer[] {
  return cast.map(([name, language]) => ({ id: makePlayerId(), name, language }));
}
