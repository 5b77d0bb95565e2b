import { createTranslator } from 'use-intl/core';
import type { Notice } from '@/lib/contracts/notices';
import { deviceName } from '@/lib/core/device-name';
import { minimumAsSpoken } from '@/lib/core/minimum-stock';
import type { BaseUnit } from '@/lib/core/units';
import { dayText } from './day-text';
import { deviceWords } from './device-words';
import { showFigure } from './figures';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };

/**
 * What a notice says, as title and sentence, for pages and for mail (R45). Over 80 lines: a case for each
 * kind.
 */
export function noticeWords(locale: 'de' | 'en') {
  const t = createTranslator({
    locale,
    messages: locale === 'de' ? de : en,
    namespace: 'notices.kinds',
    timeZone: 'UTC',
  });
  const errors = createTranslator({
    locale,
    messages: locale === 'de' ? de : en,
    namespace: 'errors',
    timeZone: 'UTC',
  });
  const units = createTranslator({
    locale,
    messages: locale === 'de' ? de : en,
    namespace: 'units',
    timeZone: 'UTC',
  });
  // Over 80 lines: a case for each kind.
  return ({ kind, facts }: Pick<Notice, 'kind' | 'facts'>): { title: string; text: string } => {
    const text = (name: string) => String(facts[name] ?? '');
    const day = (name: string) => (facts[name] ? dayText(text(name), locale) : '');
    const figure = (name: string) => showFigure(text(name), locale);
    switch (kind) {
      case 'consent_needed':
        return { title: t('consent_needed.title'), text: t('consent_needed.text') };
      case 'night_failed': {
        const code = text('code') as 'internal_error';
        const why = errors.has(code) ? errors(code) : errors('internal_error');
        const values = { location: text('location'), date: day('date') };
        return { title: t('night_failed.title', values), text: t('night_failed.text', { why }) };
      }
      case 'night_incomplete':
        return {
          title: t('night_incomplete.title', { location: text('location'), date: day('date') }),
          text: t('night_incomplete.text'),
        };
      case 'location_paused': {
        const values = { location: text('location'), date: day('since') };
        return facts.is_linked === false
          ? { title: t('location_unlinked.title', values), text: t('location_unlinked.text', values) }
          : { title: t('location_paused.title', values), text: t('location_paused.text', values) };
      }
      case 'names_held': {
        const values = { name: text('name'), item: text('item'), lines: Number(facts.lines ?? 0) };
        return { title: t('names_held.title', values), text: t('names_held.text', values) };
      }
      case 'unmapped_share':
        return {
          title: t('unmapped_share.title', { percent: figure('percent') }),
          text: t('unmapped_share.text', { days: Number(facts.days ?? 0) }),
        };
      case 'price_moved': {
        const isUp = !text('percent').startsWith('-');
        const values = {
          ingredient: text('ingredient'),
          date: day('date'),
          percent: showFigure(text('percent').replace('-', ''), locale),
          before: figure('before'),
          after: figure('after'),
          unit: text('unit'),
        };
        return {
          title: t(isUp ? 'price_moved.up' : 'price_moved.down', values),
          text: t('price_moved.text', values),
        };
      }
      case 'stock_below_zero': {
        const names = (Array.isArray(facts.ingredients) ? facts.ingredients : []).map(String);
        const count = Number(facts.count ?? 0);
        const values = {
          unit: text('storage_unit'),
          count,
          names: names.join(', '),
          more: count - names.length,
        };
        return { title: t('stock_below_zero.title', values), text: t('stock_below_zero.text', values) };
      }
      case 'stock_below_minimum': {
        const said = (name: string) => {
          const { amount, unit } = minimumAsSpoken(text(name) || '0', text('unit') as BaseUnit);
          return `${showFigure(amount, locale, { digits: 3 })} ${units(unit)}`;
        };
        const values = { ingredient: text('ingredient'), onHand: said('on_hand'), minimum: said('minimum') };
        return { title: t('stock_below_minimum.title', values), text: t('stock_below_minimum.text', values) };
      }
      case 'webhook_off': {
        const values = { host: text('host') };
        const isGone = facts.reason === 'gone';
        return {
          title: t('webhook_off.title', values),
          text: t(isGone ? 'webhook_off.gone' : 'webhook_off.failing', values),
        };
      }
      case 'count_overdue':
        return {
          title: t('count_overdue.title', { unit: text('storage_unit') }),
          text: t('count_overdue.text', { date: day('last') }),
        };
      case 'new_sign_in': {
        const userAgent = typeof facts.user_agent === 'string' ? facts.user_agent : null;
        const device = deviceWords(locale)(deviceName(userAgent));
        return { title: t('new_sign_in.title', { device }), text: t('new_sign_in.text') };
      }
    }
  };
}
