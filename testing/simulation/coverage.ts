import { ACCOUNT_TYPES } from '@/lib/lightspeed/account-types';
import { DATA_FAULTS, LOST_FAULTS, TOKEN_FAULTS } from './faults';
import { TIME_ZONES } from './hostile-places';
import { SCENARIOS } from './hostile-scenarios';
import { CATALOGUE_EDITS } from './hostile-world';
import type { ScenarioResult } from './scenario';

/** What a run of many lives must have met; what it never met it has not tested. */
const WANTED = [
  ...DATA_FAULTS.map((kind) => `fault ${kind}`),
  ...TOKEN_FAULTS.map((kind) => `fault token ${kind}`),
  ...LOST_FAULTS.map((kind) => `fault lost refresh, ${kind}`),
  ...SCENARIOS.map((name) => `scenario ${name}`),
  ...[...ACCOUNT_TYPES, 'BRAND_NEW_TYPE', '(none)'].map((type) => `type ${type}`),
  ...TIME_ZONES.map((zone) => `zone ${zone}`),
  ...['deducted', 'ignored', 'unmapped', 'held', 'no_goods', 'failed'].map((name) => `bucket ${name}`),
  ...[...CATALOGUE_EDITS, 'shifts while read'].map((what) => `catalogue ${what}`),
  ...['revoke', 'lost refresh', 'wrong secret', 'storm'].map((event) => `event ${event}`),
  ...['quantity', 'target', 'subtraction', 'ignore', 'delete'].map((what) => `mapping ${what}`),
  ...['adds', 'adds_back', 'removes', 'replaces', 'scales', 'stands_for', 'nothing'].map(
    (one) => `modifier ${one}`,
  ),
  ...['returned', 'gone', 'waste', 'changed'].map((one) => `void ${one}`),
  ...['item', 'group', 'bill', 'changed'].map((one) => `packaging ${one}`),
  ...['recycled', 'named back', 'mistyped'].map((what) => `button ${what}`),
  ...['same', 'another thing', 'ignored', 'taken back'].map((what) => `name ${what}`),
  'time zones lost',
  'warning money_unreadable',
  'warning sku_of_several_items',
  'warning removal_exceeds_parent',
  'warning parent_missing',
  'day of 23 h',
  'day of 25 h',
  'start of day changes',
  'mapping taken over',
  'mapping accepted',
  'location relinked',
  'reauthorized',
  'migration started again',
  'error lightspeed_api_error',
  'error lightspeed_auth_failed',
  'error lightspeed_not_configured',
];

function totals(lives: readonly ScenarioResult[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const life of lives)
    for (const [what, times] of Object.entries(life.coverage)) sums.set(what, (sums.get(what) ?? 0) + times);
  return sums;
}

export const blindSpots = (lives: readonly ScenarioResult[]): string[] => {
  const sums = totals(lives);
  return WANTED.filter((what) => !sums.has(what));
};

/** How often each fault, account type and other happening occurred, by the first word of its name. */
export function report(lives: readonly ScenarioResult[]): string {
  const sums = totals(lives);
  const groups = new Map<string, string[]>();
  for (const what of [...new Set([...WANTED, ...sums.keys()])].sort()) {
    const [group = '', ...rest] = what.split(' ');
    groups.set(group, [...(groups.get(group) ?? []), `${rest.join(' ') || group} ${sums.get(what) ?? 0}`]);
  }
  const requests = lives.reduce((sum, life) => sum + life.requests, 0);
  const transfers = lives.reduce((sum, life) => sum + life.transfers, 0);
  const lines = [...groups].map(([group, counts]) => `${group}: ${counts.join(', ')}`);
  return [`Met in ${requests} requests and ${transfers} transfers:`, ...lines].join('\n');
}
