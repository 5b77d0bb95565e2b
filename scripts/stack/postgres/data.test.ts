import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isReachable, serverAccount } from './account';
import { reachableBinaries } from './binaries';
import { discard, placeOf, prepareData, readNote, writeNote } from './data';

const account = serverAccount();
let folder: string;
let asked: string;
/** Where the data is: beside `asked`, or where the account of the server can reach it. */
let data: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'data-'));
  asked = path.join(folder, 'postgres');
  data = placeOf(asked, account);
});
afterEach(() => {
  discard(data);
  rmSync(folder, { recursive: true, force: true });
});

const prepare = (known: boolean) =>
  prepareData({ native: reachableBinaries(account), data, password: 'secret', account, known });
/** Names beside the data, as they begin. */
const beside = () => readdirSync(path.dirname(data)).map((name) => name.replace(/\d+$/, ''));

describe('the note of a database', () => {
  const note = { password: 'p', appPassword: 'a', port: 5433, data: '/somewhere', owner: 7 };

  it('is read as it was written, by its owner alone', () => {
    const file = path.join(folder, 'note.json');
    writeNote(file, note);
    expect(readNote(file)).toEqual(note);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('of an earlier version gets a password for the role of the app', () => {
    const file = path.join(folder, 'note.json');
    writeFileSync(file, JSON.stringify({ password: 'p', port: 5433, data: '/somewhere' }));
    expect(readNote(file)).toMatchObject({ appPassword: expect.stringMatching(/^[0-9a-f]{36}$/), owner: 0 });
  });

  it.each(['', '{', '{}', '{"password":"p"}', '{"password":1,"port":1,"data":"d"}'])('%j is none', (text) => {
    const file = path.join(folder, 'note.json');
    writeFileSync(file, text);
    expect(readNote(file)).toBeUndefined();
    expect(readNote(path.join(folder, 'none.json'))).toBeUndefined();
  });
});

describe('the data of a database', () => {
  it('lies where it was asked for, or where the account of the server can reach it', () => {
    expect(placeOf(asked, undefined)).toBe(asked);
    if (account) expect(isReachable(path.dirname(data))).toBe(true);
  });

  it('is made, owned by the account of the server, and nothing of the making is left', () => {
    writeFileSync(`${data}.init-1`, 'of a start that was killed');
    prepare(false);
    expect(existsSync(path.join(data, 'PG_VERSION'))).toBe(true);
    expect(statSync(data).uid).toBe(account?.uid ?? process.getuid?.());
    expect(beside()).toEqual([path.basename(data)]);
  });

  it('is taken as it is when its password is known, and kept aside when it is not', () => {
    prepare(false);
    const before = statSync(path.join(data, 'PG_VERSION')).ino;
    prepare(true);
    expect(statSync(path.join(data, 'PG_VERSION')).ino).toBe(before);
    prepare(false);
    expect(statSync(path.join(data, 'PG_VERSION')).ino).not.toBe(before);
    expect(beside().toSorted()).toEqual([path.basename(data), `${path.basename(data)}.old-`]);
  });

  it('is kept aside where it is no database', () => {
    mkdirSync(data, { recursive: true });
    writeFileSync(path.join(data, 'letter.txt'), 'mine');
    prepare(true);
    const kept = readdirSync(path.dirname(data)).find((name) => name.includes('.old-')) ?? '';
    expect(readFileSync(path.join(path.dirname(data), kept, 'letter.txt'), 'utf8')).toBe('mine');
  });

  it('of another major version is refused by name', () => {
    prepare(false);
    writeFileSync(path.join(data, 'PG_VERSION'), '9\n');
    expect(() => prepare(true)).toThrow(/made by PostgreSQL 9, this is \d+\./);
  });

  it.skipIf(!account)('of another user becomes that of the account of the server', () => {
    prepare(false);
    const file = path.join(data, 'PG_VERSION');
    writeFileSync(`${file}.new`, readFileSync(file));
    rmSync(data, { recursive: true });
    mkdirSync(data);
    writeFileSync(file, '18\n');
    prepare(true);
    expect(statSync(file).uid).toBe(account?.uid);
  });
});
