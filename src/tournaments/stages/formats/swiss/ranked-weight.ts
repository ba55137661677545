// A weight made of ranked figures: an earlier figure outweighs all later ones, also when the weights of a whole round are added.

/** Bits that hold a sum of up to `largest`. */
export function bitsFor(largest: number): number {
  return Math.max(1, Math.ceil(Math.log2(largest + 1)));
}

export class RankedWeight {
  value = 0n;

  /** Figures are 0 or more; their sum over a matching must fit into the bits. */
  add(figure: number | bigint, bits: number): this {
    this.value = (this.value << BigInt(bits)) | BigInt(figure);
    return this;
  }
}
