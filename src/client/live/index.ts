// The entry `@laurel/client/live`.

export { type FollowOptions, followTournament, type Live, type LiveState } from './follow.ts';
export type { TransportName } from './transports.ts';
