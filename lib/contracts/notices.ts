import { z } from 'zod';
import { CHOSEN_KINDS, DELIVERIES, NOTICE_KINDS } from '@/lib/core/notice-kinds';
import { companyInput, idSchema, instantSchema } from './common';

const noticeKindSchema = z.enum(NOTICE_KINDS);
const chosenKindSchema = z.enum(CHOSEN_KINDS);
const deliverySchema = z.enum(DELIVERIES);

const noticeSchema = z.object({
  id: idSchema,
  kind: noticeKindSchema,
  facts: z.record(z.string(), z.unknown()).describe('What it is about, by the kind'),
  amount: z.string().nullable().describe('Money at stake, in the company’s currency'),
  href: z.string().describe('The page to deal with it, from the root of the app'),
  found_at: instantSchema,
});
export type Notice = z.infer<typeof noticeSchema>;
export const noticesSchema = z.object({ data: z.array(noticeSchema) });

/** How the person who asks hears of each kind in the company, and when the digest comes. */
export const noticeSettingsSchema = z.object({
  deliveries: z.array(z.object({ kind: chosenKindSchema, delivery: deliverySchema })),
  digest_hour: z.number().int(),
  time_zone: z.string(),
  language: z.enum(['de', 'en']),
  mail: z.enum(['on', 'off']).describe('off: this installation sends no mail'),
});
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>;

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};
export const saveNoticeSettingsInput = companyInput.extend({
  deliveries: z
    .array(z.object({ kind: chosenKindSchema, delivery: deliverySchema }))
    .max(CHOSEN_KINDS.length)
    .default([]),
  digest_hour: z.number().int().min(0).max(23),
  time_zone: z.string().max(60).refine(isTimeZone, 'not a time zone'),
  language: z.enum(['de', 'en']),
});

export const noticeLimitsSchema = z.object({
  unmapped_percent: z.number().int(),
  price_percent: z.number().int(),
  count_days: z.number().int(),
});
export type NoticeLimits = z.infer<typeof noticeLimitsSchema>;
export const setNoticeLimitsInput = companyInput.extend({
  unmapped_percent: z.number().int().min(0).max(100),
  price_percent: z.number().int().min(1).max(1000),
  count_days: z.number().int().min(1).max(366),
});
