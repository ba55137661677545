// Reads the tie-breaks that a file beside each golden tournament gives.

/** Column names, and for each line the pairing number and the figures. */
export function readTieBreakTable(text: string): { columns: string[]; rows: { number: string; figures: string[] }[] } {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  return {
    columns: head.split('\t').slice(2),
    rows: lines.map((line) => {
      const [, number = '', ...figures] = line.split('\t');
      return { number, figures };
    }),
  };
}
