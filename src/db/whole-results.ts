// Holds back the rows of a result until the server has ended it, and drops those of one that ends with an error. postgres.js 3.4.9 counts rows
// until CommandComplete: after a statement that fails amid its rows, or whose connection ends there, the first row of the next one would
// stand behind as many empty places as rows had come, and who reads it would find nothing. Messages: PostgreSQL documentation,
// "Message Formats".

import { Buffer } from 'node:buffer';

const dataRow = 'D'.charCodeAt(0);
const errorResponse = 'E'.charCodeAt(0);
/** The type, and the length in four bytes, which counts itself. */
const headerBytes = 5;

/** @returns a function for what the socket reads, in pieces of any size. `pass` gets whole messages in their order. */
export function createWholeResults(pass: (messages: Buffer) => void): (piece: Buffer) => void {
  /** Rows whose result has not ended. */
  let rows: Buffer[] = [];
  /** The beginning of the present message, from earlier pieces. */
  let begun: Buffer[] = [];
  const header = Buffer.alloc(headerBytes);
  let headerRead = 0;
  let left = 0;

  return (piece) => {
    let before: Buffer[] = [];
    let [from, to, start] = [0, 0, 0];
    const flush = () => {
      const part = piece.subarray(from, to);
      if (before.length > 0) pass(Buffer.concat([...before, part]));
      else if (part.length > 0) pass(part);
      [before, from] = [[], to];
    };
    /** @returns where it ends in this piece; null: in a later one. */
    const readMessage = (at: number): number | null => {
      let end = at;
      if (headerRead < headerBytes) {
        const copied = piece.copy(header, headerRead, end);
        [headerRead, end] = [headerRead + copied, end + copied];
        if (headerRead < headerBytes) return null;
        left = header.readUInt32BE(1) - (headerBytes - 1);
      }
      const read = Math.min(left, piece.length - end);
      left -= read;
      if (left > 0) return null;
      headerRead = 0;
      return end + read;
    };
    while (start < piece.length) {
      const end = readMessage(start);
      if (end === null) break;
      if (header[0] !== dataRow) {
        if (header[0] === errorResponse) {
          flush();
          rows = [];
          from = start;
        }
        before.push(...rows, ...begun);
        [rows, begun, to] = [[], [], end];
      } else if (begun.length > 0) {
        rows.push(...begun, piece.subarray(0, end));
        [begun, from, to] = [[], end, end];
      }
      start = end;
    }
    flush();
    if (start > to) rows.push(piece.subarray(to, start));
    if (piece.length > start) begun.push(piece.subarray(start));
  };
}
