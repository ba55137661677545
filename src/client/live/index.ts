// The entry `@laurel/client/live`.

export {
  type FollowMatchOptions,
  type FollowOptions,
  followMatch,
  followTournament,
  type Live,
  type LiveState,
} from './follow.ts';
export type { TransportName } from './transports.ts';
