import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS } from '@/lib/contracts/audit';
import type { HistoryEvent } from '@/lib/contracts/history';
import { historyWords } from './history-words';
import de from './messages/de.json';
import en from './messages/en.json';

type Change = HistoryEvent['changes'][number];
type Value = NonNullable<Change['before']>;
const beer = (quantity: string, more: object = {}): Value => ({
  kind: 'amount',
  name: 'Kölsch',
  quantity,
  unit: 'l',
  trim_percent: null,
  adds_back: false,
  ...more,
});
const text = (locale: 'de' | 'en', change: Change) => {
  const { label, before, after } = historyWords(locale).line(change);
  return `${label}${after === null ? '' : ':'} ${[before, after].filter((one) => one !== null).join(' → ')}`.trim();
};
const rule = (more: object): Value => ({
  kind: 'rule',
  parent_item_name: null,
  parent_accounting_group: null,
  effect: 'adds',
  name: 'Käse',
  replaces_name: null,
  quantity: '0.02',
  unit: 'kg',
  factor: null,
  share: null,
  ...more,
});

describe('what a history says (R55)', () => {
  it.each<[Change, string, string]>([
    [
      { field: 'takes', before: beer('0.3'), after: beer('0.4') },
      'Nimmt: 0,3 l Kölsch → 0,4 l Kölsch',
      'Takes: 0.3 l Kölsch → 0.4 l Kölsch',
    ],
    [
      {
        field: 'takes',
        before: { kind: 'word', word: 'undecided' },
        after: beer('0.02', { adds_back: true }),
      },
      'Nimmt: nichts entschieden → bucht 2 cl Kölsch zurück',
      'Takes: nothing decided → adds back 2 cl Kölsch',
    ],
    [
      { field: 'takes', before: beer('1', { unit: null }), after: { kind: 'word', word: 'ignored' } },
      'Nimmt: 1 Portion Kölsch → nichts: ignoriert',
      'Takes: 1 portion Kölsch → nothing: ignored',
    ],
    [
      { field: 'line', before: null, after: beer('0.25', { trim_percent: '10' }) },
      'Neu: 0,25 l Kölsch, 10 % Verschnitt',
      'Added: 0.25 l Kölsch, 10 % trim',
    ],
    [{ field: 'line', before: beer('2'), after: null }, 'Entfernt: 2 l Kölsch', 'Removed: 2 l Kölsch'],
    [
      { field: 'line', before: beer('2'), after: beer('3') },
      'Zeile: 2 l Kölsch → 3 l Kölsch',
      'Line: 2 l Kölsch → 3 l Kölsch',
    ],
    [
      { field: 'line_order', before: null, after: null },
      'Die Zeilen stehen in anderer Reihenfolge.',
      'The lines stand in another order.',
    ],
    [
      {
        field: 'standard_cost',
        before: { kind: 'figure', figure: '1234.5' },
        after: { kind: 'figure', figure: '2' },
      },
      'Standard-EK-Preis: 1.234,50 → 2,00',
      'Standard cost: 1,234.50 → 2.00',
    ],
    [
      {
        field: 'allergens',
        before: { kind: 'text', text: 'Gluten' },
        after: { kind: 'word', word: 'none' },
      },
      'Allergene: Gluten → ohne',
      'Allergens: Gluten → none',
    ],
    [
      { field: 'rule', before: rule({}), after: rule({ parent_item_name: 'Pizza', effect: 'removes' }) },
      'Als Zusatz: 20 g Käse mehr für alle → ohne Käse unter Pizza',
      'As a modifier: 20 g Käse more for all → no Käse under Pizza',
    ],
  ])('%#', (change, german, english) => {
    expect(text('de', change)).toBe(german);
    expect(text('en', change)).toBe(english);
  });

  it('says from which day on something counts, and what it did to booked days', () => {
    const event = { effective_from: '2026-11-03', days_changed: 12 };
    expect(historyWords('de').notes(event)).toEqual(['Gilt ab 03.11.2026.', '12 gebuchte Tage geändert.']);
    expect(historyWords('en').notes({ effective_from: null, days_changed: 1 })).toEqual([
      '1 booked day changed.',
    ]);
    expect(historyWords('en').notes({ effective_from: null, days_changed: 0 })).toEqual([]);
  });

  it('says who: people, keys, what ran by itself, and whoever is gone', () => {
    const { who } = historyWords('de');
    expect(who({ kind: 'user', name: 'Hanna' })).toBe('Hanna');
    expect(who({ kind: 'user', name: '#a1b2c3' })).toBe('Gelöschtes Konto #a1b2c3');
    expect(who({ kind: 'key', name: 'Kasse' })).toBe('API-Schlüssel Kasse');
    expect(who({ kind: 'job', name: null })).toBe('Automatisch');
  });

  it('has words in both languages for every act that is about one of the four', () => {
    const acts = Object.values(AUDIT_ACTIONS)
      .flat()
      .filter((action) => /^(item|recipe|ingredient|location|migration)\./.test(action))
      .filter((action) => !['location.transfer_day', 'location.run_missed_nights'].includes(action));
    for (const action of [...acts, 'item.delete_mapping', 'ledger.apply_change']) {
      const [noun, verb] = action.split('.') as [string, string];
      for (const { history } of [en, de]) {
        const words = history.actions as Record<string, Record<string, string>>;
        expect(words[noun]?.[verb], action).toBeTruthy();
      }
    }
  });
});
