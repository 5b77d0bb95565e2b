'use server';
import { saveNoticeSettingsInput, setNoticeLimitsInput } from '@/lib/contracts/notices';
import { setNoticeLimits } from '@/lib/services/notice/notice-limits';
import { saveNoticeSettings } from '@/lib/services/notice/notice-settings';
import { action } from './action-client';

export const saveNoticeSettingsAction = action
  .metadata({ name: 'notice.save_settings' })
  .inputSchema(saveNoticeSettingsInput)
  .action(({ ctx, parsedInput }) => saveNoticeSettings(ctx.service, parsedInput));

export const setNoticeLimitsAction = action
  .metadata({ name: 'company.set_notice_limits' })
  .inputSchema(setNoticeLimitsInput)
  .action(({ ctx, parsedInput }) => setNoticeLimits(ctx.service, parsedInput));
