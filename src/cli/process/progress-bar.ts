// Shows the progress of a long run: a redrawn bar on a terminal, otherwise a line every ten seconds.

export interface ProgressBar {
  show(done: number, total: number, secondsLeft: number | null): void;
  end(): void;
}

const width = 24;
const lineIntervalMs = 10_000;

export function createProgressBar(out: NodeJS.WriteStream = process.stderr): ProgressBar {
  let shownAtMs = Date.now();
  let pendingLine: string | null = null;
  return {
    show(done, total, secondsLeft) {
      const line = describeProgress(done, total, secondsLeft);
      if (out.isTTY) return void out.write(`\r\u001b[K${line}`);
      pendingLine = line;
      if (Date.now() - shownAtMs < lineIntervalMs) return;
      shownAtMs = Date.now();
      pendingLine = null;
      out.write(`${line}\n`);
    },
    end() {
      if (out.isTTY || pendingLine !== null) out.write(`${pendingLine ?? ''}\n`);
    },
  };
}

/** For example `████████░░░░░░░░ 50 %  120/240  0:42 left`. */
export function describeProgress(done: number, total: number, secondsLeft: number | null): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.round(share * width);
  const bar = '█'.repeat(full) + '░'.repeat(width - full);
  const left = secondsLeft === null ? '' : `  ${describeSeconds(secondsLeft)} left`;
  return `${bar} ${Math.floor(share * 100)} %  ${done}/${total}${left}`;
}

function describeSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
