// One cell of a CSV by RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe before it.

/** First characters that spreadsheets take for a formula, also in full width and after blanks (OWASP, CSV injection). */
export const formulaStart = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** Quoted where it has a comma, a quote or a line break. */
export function csvCell(text: string): string {
  const safe = formulaStart.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
