// Numbers as the text of a Postgres array, since the connection does not know array types.

export function arrayText(values: readonly (number | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`;
}
