import { isDomainError } from '@/lib/core/domain-error';
import { createLightspeedGateway } from '@/lib/lightspeed/gateway';
import { createLog } from '@/lib/platform/log';

/** A process of its own that asks a host for so many days at once, and what became of it. */
export interface DayReport {
  answers: string[];
  /** Lines of the last day that came. */
  lines: number;
  reported: string;
  longestStandstillMs: number;
  mostMemoryMb: number;
}

process.once('message', async ({ apiUrl, days }: { apiUrl: string; days: number }) => {
  const gateway = createLightspeedGateway({
    apiUrl,
    authorizeUrl: apiUrl,
    tokenUrl: apiUrl,
    clientId: 'c',
    clientSecret: 's',
    scopes: '',
    log: createLog('silent'),
    wait: async () => {},
  });
  const auth = {
    integrationId: 'i',
    accessToken: async () => 't',
    takeSlot: async () => ({ end: async () => {} }),
  };
  const window = async () => ({ start: null, endAfter: (start: string) => start });
  let mostMemoryMb = 0;
  const watch = setInterval(() => {
    mostMemoryMb = Math.max(mostMemoryMb, process.memoryUsage().rss / 1e6);
  }, 20);
  // What the loop stood still for this process's own sake: on a busy machine others take its time too.
  let longestStandstillMs = 0;
  let [at, spent] = [performance.now(), process.cpuUsage()];
  const tick = setInterval(() => {
    const { user, system } = process.cpuUsage(spent);
    longestStandstillMs = Math.max(
      longestStandstillMs,
      Math.min(performance.now() - at, (user + system) / 1000),
    );
    [at, spent] = [performance.now(), process.cpuUsage()];
  }, 2);
  let [lines, reported] = [0, ''];
  const ask = async (day: number): Promise<string> => {
    try {
      const answer = await gateway.salesOfDay(auth, 'l', `2026-03-${10 + day}`, window);
      if (answer.kind !== 'sales') return answer.kind;
      lines = answer.lines.length;
      reported = JSON.stringify(await answer.reported());
      answer.done?.();
      return 'sales';
    } catch (error) {
      return isDomainError(error) ? error.message : String(error);
    }
  };
  const answers = await Promise.all(Array.from({ length: days }, (_, day) => ask(day)));
  clearInterval(watch);
  clearInterval(tick);
  const report: DayReport = { answers, lines, reported, longestStandstillMs, mostMemoryMb };
  process.send?.(report);
  process.disconnect();
});
