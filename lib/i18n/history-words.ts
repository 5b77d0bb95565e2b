import { createTranslator } from 'use-intl/core';
import type { HistoryEvent } from '@/lib/contracts/history';
import { dayText } from './day-text';
import { amountText, effectText } from './effect-text';
import { showFigure } from './figures';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

type Change = HistoryEvent['changes'][number];
type Value = NonNullable<Change['before']>;
/** One difference: what it is of, what it was (null: not said) and what it is (null: no more to say). */
export interface HistoryLine {
  label: string;
  before: string | null;
  after: string | null;
}

/**
 * What a history says, in words a cook understands (R55): "Takes: 0.3 l Kölsch → 0.4 l Kölsch". Over 80
 * lines: a case for each kind of value and of who.
 */
export function historyWords(locale: 'de' | 'en') {
  const messages = locale === 'de' ? de : en;
  const of = { locale, messages, timeZone: 'UTC' };
  const t = createTranslator({ ...of, namespace: 'history' });
  const units = createTranslator({ ...of, namespace: 'units' });
  const modifiers = createTranslator({ ...of, namespace: 'desk.modifiers' });

  function text(value: Value, field: Change['field']): string {
    switch (value.kind) {
      case 'text':
        return value.text;
      case 'figure':
        return showFigure(value.figure, locale, { minDigits: field === 'standard_cost' ? 2 : 0 });
      case 'unit':
        return units(value.unit);
      case 'word':
        return t(`words.${value.word}`);
      case 'amount': {
        const amount = `${amountText(value, (key) => units(key), locale)} ${value.name}`;
        if (value.adds_back) return t('addsBack', { takes: amount });
        return value.trim_percent === null
          ? amount
          : t('trim', { amount, trim: showFigure(value.trim_percent, locale) });
      }
      case 'rule': {
        const does = effectText(
          { ...value, replaces_name: value.replaces_name ?? '' },
          (key, values) => modifiers(key, values as never),
          (key) => units(key),
          locale,
        );
        return `${does} ${scope(value)}`;
      }
    }
  }
  function scope(rule: Extract<Value, { kind: 'rule' }>): string {
    if (rule.parent_item_name !== null) return modifiers('under', { name: rule.parent_item_name });
    if (rule.parent_accounting_group !== null)
      return modifiers('forGroup', { name: rule.parent_accounting_group });
    return modifiers('forAll');
  }

  return {
    /** What was done; a way back is said by who draws it, with its moment. */
    title({ action, name, changes }: Pick<HistoryEvent, 'action' | 'name' | 'changes'>): string {
      const paused = changes.find(({ field }) => field === 'auto_transfer_paused')?.after;
      if (paused?.kind === 'word') return t(paused.word === 'yes' ? 'paused' : 'resumed');
      const path = `actions.${action}` as 'actions.item.adopt_name';
      return t.has(path) ? t(path, { name: name ?? t('noName') }) : action;
    },
    line({ field, before, after }: Change): HistoryLine {
      const [was, is] = [before && text(before, field), after && text(after, field)];
      if (field === 'line_order') return { label: t('fields.line_order'), before: null, after: null };
      const isPart = field === 'line' || field === 'rule';
      if (isPart && was === null) return { label: t('lineAdded'), before: null, after: is };
      if (isPart && is === null) return { label: t('lineRemoved'), before: null, after: was };
      return { label: t(`fields.${field}`), before: was, after: is };
    },
    /** From which day on it counts, and what it did to booked days. */
    notes(event: Pick<HistoryEvent, 'effective_from' | 'days_changed'>): string[] {
      const { effective_from: from, days_changed: days } = event;
      return [
        ...(from === null ? [] : [t('from', { day: dayText(from, locale) })]),
        ...(days === null || days === 0 ? [] : [t('days', { days })]),
      ];
    },
    /** Why there is no way back; null where there is one. */
    refusal(back: NonNullable<HistoryEvent['back']>): string | null {
      return back.refused === null ? null : t(`refused.${back.refused}`, { names: back.names.join(', ') });
    },
    who({ kind, name }: HistoryEvent['by']): string {
      switch (kind) {
        case 'job':
          return t('automatic');
        case 'anonymous':
          return t('nobody');
        case 'key':
          return name === null ? t('goneKey') : t('key', { name });
        case 'user':
          if (name === null) return t('outsider');
          return /^#[0-9a-f]{6}$/.test(name) ? t('deleted', { number: name }) : name;
      }
    },
  };
}
export type HistoryWords = ReturnType<typeof historyWords>;
