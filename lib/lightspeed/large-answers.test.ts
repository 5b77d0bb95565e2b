import { fork } from 'node:child_process';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DayReport } from '@/testing/processes/read-day';

let server: Server;
let respond: (response: ServerResponse) => void;
beforeEach(async () => {
  server = createServer((_, response) => {
    response.on('error', () => {});
    respond(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Reads days in a process with the heap the app has. */
function readDays(days = 1): Promise<DayReport> {
  const child = fork('testing/processes/read-day.ts', {
    execArgv: ['--max-old-space-size=1024', '--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  child.send({ apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, days });
  return new Promise((resolve, reject) => {
    let report: DayReport | undefined;
    child.once('message', (message) => {
      report = message as DayReport;
    });
    child.once('close', (code, signal) =>
      report
        ? resolve(report)
        : reject(new Error(`the process ended (${code ?? signal}): ${said.slice(-500)}`)),
    );
  });
}

const packed = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
const plain = { 'content-type': 'application/json' };
const line = (id: number) =>
  `{"id":"S${id}","sku":"sku-${id % 97}","name":"Cheeseburger","quantity":"1.000","totalNetAmountWithTax":"9.50","staffName":"Robin","timeOfSale":"2026-03-10T12:00:00Z","deviceName":"Till 1","taxAmount":"1.52","menuListPrice":"9.50","currency":"EUR","accountingGroup":{"name":"Food"}}`;
const sale = (account: number, lines: number) =>
  `{"accountReference":"R${account}","accountFiscId":"A${account}","type":"SALE","timeClosed":"2026-03-10T12:00:00Z","salesLines":[${Array.from({ length: lines }, (_, n) => line(account * lines + n)).join(',')}]}`;
const day = (accounts: number, lines: number) =>
  `{"sales":[${Array.from({ length: accounts }, (_, n) => sale(n, lines)).join(',')}],"nextStartOfDayAsIso8601":"2026-03-11T05:00:00Z","dataComplete":true}`;

// On a busy machine the loop may stand still for others' sake: the best of three counts.
describe('an answer beyond what memory holds is an error, and the process lives (R10)', {
  retry: 2,
  timeout: 120_000,
}, () => {
  it('250 MB out of a gzip of one', async () => {
    const bomb = gzipSync(Buffer.alloc(250_000_000, ' '), { level: 1 });
    expect(bomb.length).toBeLessThan(2_000_000);
    respond = (response) => response.writeHead(200, packed).end(bomb);
    const report = await readDays();
    expect(report.answers).toEqual(['Lightspeed: the answer is larger than 64 MB']);
    expect(report.longestStandstillMs).toBeLessThan(200);
    expect(report.mostMemoryMb).toBeLessThan(600);
  });

  it('without end, packed or not, each asked for once', async () => {
    let asked = 0;
    for (const isPacked of [true, false]) {
      respond = (response) => {
        asked++;
        response.writeHead(200, isPacked ? packed : plain);
        const stream = isPacked ? createGzip() : response;
        if (isPacked) (stream as ReturnType<typeof createGzip>).pipe(response);
        stream.write('{"sales":[');
        const part = `${sale(1, 100)},`;
        const more = () => {
          if (response.destroyed) return;
          while (stream.write(part));
          stream.once('drain', more);
        };
        more();
      };
      expect((await readDays()).answers).toEqual(['Lightspeed: the answer is larger than 64 MB']);
    }
    expect(asked).toBe(2);
  });

  it('with more values than memory has room for', async () => {
    respond = (response) => response.writeHead(200, plain).end(`{"sales":[${'[],'.repeat(20_000_000)}[]]}`);
    const report = await readDays();
    expect(report.answers).toEqual(['Lightspeed: the answer has more values than a day can have']);
    expect(report.longestStandstillMs).toBeLessThan(200);
  });

  it('but a day of 30 MB is read, line by line, and three at once one after the other', async () => {
    const raw = day(1000, 100);
    expect(raw.length).toBeGreaterThan(25_000_000);
    respond = (response) => response.writeHead(200, packed).end(gzipSync(raw, { level: 1 }));
    const report = await readDays(3);
    expect(report.answers).toEqual(['sales', 'sales', 'sales']);
    expect(report.lines).toBe(100_000);
    expect(JSON.parse(report.reported)).toEqual({
      lines: 100_000,
      quantity: '100000.000',
      netValue: '950000.00',
    });
    expect(report.longestStandstillMs).toBeLessThan(200);
    expect(report.mostMemoryMb).toBeLessThan(1000);
  });

  it('and so is one whose lines all stand in one account', async () => {
    respond = (response) => response.writeHead(200, plain).end(day(1, 40_000));
    const report = await readDays();
    expect(report).toMatchObject({ answers: ['sales'], lines: 40_000 });
    expect(report.longestStandstillMs).toBeLessThan(200);
  });
});
