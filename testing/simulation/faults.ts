import type { Failure } from '@/lib/lightspeed/simulator/faults';
import { type Dice, diceOf } from '@/lib/lightspeed/simulator/random';

type Fault = Omit<Failure, 'path' | 'times'>;
export const DATA_FAULTS = [
  '401',
  '429 seconds',
  '429 date',
  '429 bare',
  '429 at once',
  '500',
  '502',
  '503',
  '504',
  'timeout',
  'cut before',
  'cut in the body',
  'html',
  'empty',
  'truncated json',
  'another shape',
] as const;
export const TOKEN_FAULTS = ['429 seconds', '500', '503', 'cut before', 'html', 'empty'] as const;
/** The answer is lost after the refresh token was spent. */
export const LOST_FAULTS = ['cut in the body', 'timeout', 'truncated json'] as const;
type Kind = (typeof DATA_FAULTS)[number];

export type FaultLevel = 'calm' | 'rough' | 'storm';
const RATE: Record<FaultLevel, number> = { calm: 0, rough: 0.08, storm: 0.9 };

export interface Delivered {
  kind: Kind;
  isToken: boolean;
  /** A spent refresh token, or code, whose answer never came. */
  isLost: boolean;
}

/** Decides from the seed which requests go wrong and how, and remembers what it did. */
export class Faults {
  level: FaultLevel = 'calm';
  /** The next refresh is done and its answer lost. */
  loseNextRefresh = false;
  readonly delivered: Delivered[] = [];
  private readonly dice: Dice;
  private readonly kinds: readonly Kind[];

  constructor(
    seed: number,
    private readonly now: () => Date,
    private readonly count: (what: string) => void,
    options: { withoutTimeouts: boolean },
  ) {
    this.dice = diceOf(`faults ${seed}`);
    this.kinds = options.withoutTimeouts
      ? DATA_FAULTS.filter((kind) => kind !== 'timeout' && kind !== '504')
      : DATA_FAULTS;
  }

  readonly next = (path: string): Fault | undefined => {
    const isToken = path.endsWith('/token');
    if (!isToken && !/^\/(f|items)\//.test(path)) return undefined;
    if (isToken && this.loseNextRefresh) {
      this.loseNextRefresh = false;
      return this.deliver(this.dice.pick(LOST_FAULTS), isToken, true);
    }
    if (!this.dice.chance(RATE[this.level])) return undefined;
    return this.deliver(this.dice.pick(isToken ? TOKEN_FAULTS : this.kinds), isToken, false);
  };

  private deliver(kind: Kind, isToken: boolean, isLost: boolean): Fault {
    this.delivered.push({ kind, isToken, isLost });
    this.count(`fault ${isToken ? (isLost ? 'lost refresh, ' : 'token ') : ''}${kind}`);
    const after = (value: string) => ({ status: 429, headers: { 'retry-after': value } });
    const faults: Record<Kind, Fault> = {
      '401': { status: 401 },
      '429 seconds': after(String(1 + this.dice.below(20))),
      '429 date': after(new Date(this.now().getTime() + 9000).toUTCString()),
      '429 bare': { status: 429 },
      '429 at once': after(this.dice.pick(['0', '-5', 'Sat, 14 Mar 2020 09:00:00 GMT'])),
      '500': { status: 500 },
      '502': { status: 502 },
      '503': { status: 503 },
      '504': { status: 504 },
      timeout: { status: 'timeout' },
      'cut before': { status: 'refused' },
      'cut in the body': { status: 'cut' },
      html: { status: 'html' },
      empty: { status: 'empty' },
      'truncated json': { status: 'truncated' },
      'another shape': { status: 'shape' },
    };
    return faults[kind];
  }
}
