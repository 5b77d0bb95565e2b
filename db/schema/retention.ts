import { sql } from 'drizzle-orm';
import { check, integer, pgTable } from 'drizzle-orm/pg-core';
import { companyId } from './columns';
import { companies } from './people';

/** For how many days a company keeps what it may choose (R50); no row = as usual. */
export const retentionSettings = pgTable(
  'retention_settings',
  {
    companyId: companyId()
      .primaryKey()
      .references(() => companies.id),
    answersDays: integer('answers_days').notNull(),
    sourcesDays: integer('sources_days').notNull(),
    mailsDays: integer('mails_days').notNull(),
    noticesDays: integer('notices_days').notNull(),
  },
  () => [
    check(
      'retention_settings_days_check',
      sql`least(answers_days, sources_days, mails_days, notices_days) > 0`,
    ),
  ],
);
