// A draw as it is stored and published: its input, where that came from, and its outcome.

import type { Id } from '../../core/id.ts';
import type { EntrantLabel } from '../entrants/profile.ts';
import type { Draw, Drawn } from './draw.ts';

export interface PublishedDraw extends Draw, Drawn {
  /** The earlier tournament of the method `placements`. */
  readonly placementsOf: Id<'tournament'> | null;
  readonly separateBy: EntrantLabel | null;
}
