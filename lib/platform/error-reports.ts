import { addLogSink } from './log-sinks';
import { metrics } from './metrics';

const ERROR_LEVEL = 50;
const TIME_OUT_MS = 5000;
/** A minute's; a storm of errors must not become one of reports. */
const MOST = 60;
const MOST_OPEN = 5;

/**
 * Tells `url` of each error that the log has, by a POST of the same JSON with the name of the product. Too
 * many, or while the receiver is slow, they are counted and dropped: the log has them all. Returns how to end
 * it.
 */
export function reportErrors(url: string, now: () => number = Date.now): () => void {
  let minute = 0;
  let sent = 0;
  let open = 0;
  const count = (outcome: string) => metrics().errorReports.inc({ outcome });
  return addLogSink((line) => {
    const report = JSON.parse(line) as { level: number };
    if (report.level < ERROR_LEVEL) return;
    const current = Math.floor(now() / 60_000);
    if (current !== minute) [minute, sent] = [current, 0];
    if (sent >= MOST || open >= MOST_OPEN) return count('dropped');
    sent++;
    open++;
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'bestellfix', ...report }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_OUT_MS),
    })
      .then(
        (answer) => {
          count(answer.ok ? 'sent' : 'refused');
          return answer.body?.cancel();
        },
        () => count('refused'),
      )
      .catch(() => {})
      .finally(() => open--);
  });
}
