import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = import.meta.dirname;
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
  .map((file) => [file, readFileSync(path.join(FOLDER, file), 'utf8')] as const);

describe('what services are given', () => {
  const parsing = files.filter(([, text]) => /\braw: z\.input</.test(text));

  it.each(parsing)('%s asks for the permission, then parses', (_, text) => {
    const body = text.slice(text.search(/\braw: z\.input</));
    const asks = body.search(/require(Company|Thing)\(ctx, [^;]*\braw\b/);
    const parses = body.search(/\.parse\(raw\)/);
    expect(parses).toBeGreaterThan(0);
    // What concerns the asker alone needs none: signing up and in, one's own companies.
    if (asks >= 0) expect(asks).toBeLessThan(parses);
  });

  it('is parsed unless it is nothing but ids', () => {
    const trusted = /^ {2}input: z\.(infer|input|output)<typeof (?!thingInput|companyInput|runsInput)\w+>,$/m;
    expect(files.filter(([, text]) => trusted.test(text)).map(([file]) => file)).toEqual([]);
  });
});
