import { answerResetsFunction, sendMailFunction } from './functions/mail';
import { auditChain, keepTokensAlive, planner, recovery, transferNight } from './functions/nights';
import { lookForNoticesFunction } from './functions/notices';
import { deleteCompanies, forgetOld } from './functions/privacy';
import { runMigration } from './functions/run-migration';
import { sendWebhookFunction } from './functions/webhooks';

/** Every durable function, as served to whichever Inngest server runs them. */
export const functions = [
  runMigration,
  transferNight,
  planner,
  recovery,
  keepTokensAlive,
  auditChain,
  sendMailFunction,
  lookForNoticesFunction,
  answerResetsFunction,
  forgetOld,
  deleteCompanies,
  sendWebhookFunction,
];
