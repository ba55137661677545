// Which entrants of an earlier stage go on to a stage.

/** `stage` is the number of an earlier stage. */
export type Qualification = { readonly stage: number } & (
  | {
      readonly from: 'ranking';
      /** The best of each group. */
      readonly perGroup: number;
      /** The best of all others. */
      readonly bestOfRest: number;
    }
  /** First and last rank of the final ranking; both go on. */
  | { readonly from: 'split'; readonly ranks: readonly [number, number] }
  /** Named when the stage is started, best seed first. */
  | { readonly from: 'manual' }
);
