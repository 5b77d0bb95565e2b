import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { FriendlyError, runMain } from './stack/friendly-error';
import { clockAt } from './stack/set-clock';

const USAGE =
  'Usage: npm run dates -- [--at 2028-02-29T11:00 …] [--list] [-- <command and arguments; without: npm test>]';
/** The simulated restaurants' zone, in which the dates are meant. */
const ZONE = 'Europe/Zurich';
const shown = (at: Temporal.ZonedDateTime) => at.toPlainDateTime().toString({ smallestUnit: 'minute' });

/**
 * Runs the tests, or another command, as if it were each of the dates on which a product about days goes
 * wrong.
 */
runMain(async () => {
  const { values, positionals } = parseArgs({
    options: { at: { type: 'string', multiple: true }, list: { type: 'boolean' } },
    allowPositionals: true,
  });
  const dates = values.at ? values.at.map((at) => ({ name: 'as asked', at: parse(at) })) : hardDates();
  if (values.list) {
    for (const { name, at } of dates) console.log(`${shown(at)}  ${name}`);
    return;
  }
  const command = positionals.length > 0 ? positionals : ['npm', 'test'];
  // Not in test-results, which Playwright empties.
  const folder = 'test-results-dates';
  mkdirSync(folder, { recursive: true });
  const results: string[] = [];
  let isGood = true;
  for (const { name, at } of dates) {
    const log = path.join(folder, `${shown(at).replaceAll(':', '')}.log`);
    const { code, last, seconds } = await run(command, clockAt(at.epochMilliseconds), log);
    isGood &&= code === 0;
    const line = `${code === 0 ? 'passed' : 'FAILED'}  ${shown(at)}  ${name}: ${last} (${seconds} s, ${log})`;
    results.push(line);
    console.log(line);
  }
  process.exitCode = isGood ? 0 : 1;
  console.log(`\n${results.join('\n')}`);
});

/**
 * The next of each: after today, because a browser keeps the real clock and drops a session that ended by it.
 */
function hardDates(): { name: string; at: Temporal.ZonedDateTime }[] {
  const today = Temporal.Now.zonedDateTimeISO(ZONE).toPlainDate();
  const at = (date: Temporal.PlainDate, time: string) =>
    date.toZonedDateTime({ timeZone: ZONE, plainTime: Temporal.PlainTime.from(time) });
  const next = (day: string) => {
    const inYear = Temporal.PlainDate.from(`${today.year}-${day}`);
    return Temporal.PlainDate.compare(inYear, today) > 0 ? inYear : inYear.add({ years: 1 });
  };
  const lastSunday = (month: string) => {
    const inYear = (year: number) => {
      const end = Temporal.PlainDate.from(`${year}-${month}-31`);
      return end.subtract({ days: end.dayOfWeek % 7 });
    };
    const first = inYear(today.year);
    return Temporal.PlainDate.compare(first, today) > 0 ? first : inYear(today.year + 1);
  };
  let leap = today.year;
  while (!Temporal.PlainDate.from(`${leap}-01-01`).inLeapYear || next('12-31').year >= leap) leap++;
  return [
    ...Array.from({ length: 7 }, (_, index) => {
      const date = today.add({ days: index + 1 });
      return { name: date.toLocaleString('en-GB', { weekday: 'long' }), at: at(date, '11:00') };
    }),
    { name: 'the night without an hour', at: at(lastSunday('03'), '01:55') },
    { name: 'the night with an hour twice', at: at(lastSunday('10'), '01:55') },
    { name: '31 December into 1 January', at: at(next('12-31'), '23:55') },
    { name: 'the first business day of a year', at: at(next('01-01'), '04:55') },
    { name: '29 February', at: at(Temporal.PlainDate.from(`${leap}-02-29`), '11:00') },
    { name: 'first of March', at: at(next('03-01'), '11:00') },
  ];
}

function parse(text: string): Temporal.ZonedDateTime {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(ZONE);
  } catch {
    throw new FriendlyError(`--at is a date and a time, such as 2028-02-29T11:00.\n${USAGE}`);
  }
}

function run(
  [program = '', ...args]: readonly string[],
  clock: Record<string, string>,
  log: string,
): Promise<{ code: number; last: string; seconds: string }> {
  const from = performance.now();
  const output = createWriteStream(log);
  const child = spawn(program, args, {
    env: { ...process.env, ...clock },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let tail = '';
  const take = (text: string) => {
    tail = (tail + text).slice(-2000);
    output.write(text);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  return new Promise((resolve) => {
    const done = (code: number) => {
      output.end();
      const last = tail.trim().split('\n').at(-1)?.trim() ?? '';
      resolve({ code, last, seconds: ((performance.now() - from) / 1000).toFixed(0) });
    };
    child.once('error', (error) => {
      take(error.message);
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}
