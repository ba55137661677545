// Formats figures with three significant digits.

/** 0.0412 → "0.041", 3.14159 → "3.14", 41.26 → "41.3", 1234.5 → "1,235". */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const milliseconds = (ms: number): string => `${figure(ms)} ms`;

export const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`;

export const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** 1536 → "1.50 KiB". */
export function bytes(count: number): string {
  const steps = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  const step = count < 1 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log2(count) / 10));
  return `${step === 0 ? whole(count) : figure(count / 1024 ** step)} ${steps[step]}`;
}
