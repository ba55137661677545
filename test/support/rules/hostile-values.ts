// Values that no route may fail on: texts, dates, numbers and keys.

const texts = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    'a\udc00b',
    '\u200b',
    '\ufeff',
    '\u2028',
    '\u202eabc',
    '\u{e0041}',
    '\uffff',
  ],
  ...[
    `Z${'\u0301'.repeat(40)}`,
    'x'.repeat(5000),
    '\u{1f3c6}'.repeat(600),
    '%00',
    '%',
    '..',
    "'; --",
    '\\',
    '\u0007',
    '\u0085',
  ],
];
const dates = [
  ...['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-01:00', '0001-01-01T00:00:00+01:00', '+010000-01-01T00:00:00Z'],
  ...['-000001-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-01-01T00:00:00', '2026-01-01', '2026-13-01T00:00:00Z'],
  ...[
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:00:60Z',
    '2026-01-01T00:00:00+24:00',
    '0000-01-01',
    '9999-12-31',
    'infinity',
  ],
  ...['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '0001-01-01', '-infinity', 'now', 'epoch'],
];
const numbers = [
  '1e1',
  '0x10',
  '-1',
  '+1',
  '1.5',
  '2147483648',
  '99999999999999999999',
  'NaN',
  'Infinity',
  '٣',
  '01',
  ' 1',
];
export const hostile = [...texts, ...dates, ...numbers];
/** A client can bind any printable key to a list. */
export const keys = [
  '!',
  "'",
  '%',
  '0',
  '9'.repeat(40),
  'trn_',
  '2026-99-99T00:00:00.000000Z txn_1',
  '2026-02-31T00:00:00.000000Z txn_1',
  '0000-01-01T00:00:00.000Z trn_0123456789abcdefghjkmnpqrs',
];
/** JSON values of other types than expected. */
export const otherTypes = [null, true, -1, 1.5, 1e308, 2 ** 53, 2 ** 31, [], {}, ['\u0000'], { a: '\ud800' }];
