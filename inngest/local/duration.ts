const unitMs: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * Written here: packages for durations read other notations than the protocol and not all of its units.
 * Epoch ms meant by an Inngest time string (`2h45m`, SDK spec 1.3.2) or an ISO date. Throws on anything else.
 */
export function resolveTime(text: string, now: number): number {
  if (text === '') return now;
  if (/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d|w))+$/.test(text)) {
    let total = 0;
    for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/g))
      total += Number(amount) * (unitMs[unit!] ?? 0);
    return now + total;
  }
  const date = Date.parse(text);
  if (Number.isNaN(date)) throw new Error(`Not a time string or an ISO date: ${text}`);
  return date;
}
