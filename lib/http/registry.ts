import type { Operation } from './operation';
import { accountOperations } from './operations/account';
import { auditOperations } from './operations/audit';
import { changesOperations } from './operations/changes';
import { companiesOperations } from './operations/companies';
import { companySettingsOperations } from './operations/company-settings';
import { importsOperations } from './operations/imports';
import { ingredientsOperations } from './operations/ingredients';
import { integrationsOperations } from './operations/integrations';
import { invitationsOperations } from './operations/invitations';
import { itemsOperations } from './operations/items';
import { ledgerOperations } from './operations/ledger';
import { locationsOperations } from './operations/locations';
import { migrationsOperations } from './operations/migrations';
import { nightsOperations } from './operations/nights';
import { noticeOperations } from './operations/notices';
import { peopleOperations } from './operations/people';
import { periodLockOperations } from './operations/period-lock';
import { privacyOperations } from './operations/privacy';
import { recipesOperations } from './operations/recipes';
import { secondFactorOperations } from './operations/second-factor';
import { sessionOperations } from './operations/session';
import { stockOperations } from './operations/stock';
import { stockCountsOperations } from './operations/stock-counts';
import { storageUnitsOperations } from './operations/storage-units';
import { transfersOperations } from './operations/transfers';
import { webhookOperations } from './operations/webhooks';

/**
 * Every call of the JSON interface. Routes, the OpenAPI document and the tenancy test are made from this
 * list.
 */
export const OPERATIONS: readonly Operation[] = [
  ...sessionOperations,
  ...accountOperations,
  ...secondFactorOperations,
  ...companiesOperations,
  ...peopleOperations,
  ...invitationsOperations,
  ...auditOperations,
  ...companySettingsOperations,
  ...noticeOperations,
  ...privacyOperations,
  ...webhookOperations,
  ...storageUnitsOperations,
  ...ingredientsOperations,
  ...recipesOperations,
  ...ledgerOperations,
  ...stockOperations,
  ...stockCountsOperations,
  ...periodLockOperations,
  ...changesOperations,
  ...integrationsOperations,
  ...locationsOperations,
  ...migrationsOperations,
  ...nightsOperations,
  ...transfersOperations,
  ...itemsOperations,
  ...importsOperations,
];
