import { companyInput } from '@/lib/contracts/common';
import * as notices from '@/lib/contracts/notices';
import { listNotices } from '@/lib/services/notice/list-notices';
import { getNoticeLimits, setNoticeLimits } from '@/lib/services/notice/notice-limits';
import { getNoticeSettings, saveNoticeSettings } from '@/lib/services/notice/notice-settings';
import { type Operation, operation } from '../operation';

/** What needs somebody, and how people hear of it. */
export const noticeOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/notices',
    summary: 'What needs somebody in the company now, the weightiest first',
    input: companyInput,
    output: notices.noticesSchema,
    service: listNotices,
  }),
  operation({
    method: 'GET',
    path: '/notice-settings',
    summary: 'How the person who asks hears of the company’s notices, and when',
    input: companyInput,
    output: notices.noticeSettingsSchema,
    errors: ['person_required'],
    service: getNoticeSettings,
  }),
  operation({
    method: 'PUT',
    path: '/notice-settings',
    summary: 'Hear of kinds of notices at once, in the digest or never; kinds left out stay as they are',
    input: notices.saveNoticeSettingsInput,
    output: notices.noticeSettingsSchema,
    errors: ['person_required'],
    service: saveNoticeSettings,
  }),
  operation({
    method: 'GET',
    path: '/notice-limits',
    summary: 'From when on the company’s people are told of unmapped sales, prices and counts',
    input: companyInput,
    output: notices.noticeLimitsSchema,
    service: getNoticeLimits,
  }),
  operation({
    method: 'PUT',
    path: '/notice-limits',
    summary: 'Set these limits',
    input: notices.setNoticeLimitsInput,
    output: notices.noticeLimitsSchema,
    service: setNoticeLimits,
  }),
];
