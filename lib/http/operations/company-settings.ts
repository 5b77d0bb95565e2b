import { companyInput, okSchema } from '@/lib/contracts/common';
import { nameHoldingSchema, setNameHoldingInput } from '@/lib/contracts/held-names';
import * as packaging from '@/lib/contracts/packaging';
import * as people from '@/lib/contracts/people';
import * as setup from '@/lib/contracts/setup';
import * as voids from '@/lib/contracts/void-reasons';
import { getCountReview } from '@/lib/services/company/get-count-review';
import { getNameHolding } from '@/lib/services/company/get-name-holding';
import { listWasteReasons } from '@/lib/services/company/list-waste-reasons';
import { setCountReview } from '@/lib/services/company/set-count-review';
import { setNameHolding } from '@/lib/services/company/set-name-holding';
import { setWasteReasons } from '@/lib/services/company/set-waste-reasons';
import { listPackaging } from '@/lib/services/packaging/list-packaging';
import { savePackaging } from '@/lib/services/packaging/save-packaging';
import { getSetup } from '@/lib/services/setup/get-setup';
import { listLinkOffers } from '@/lib/services/setup/list-link-offers';
import { listOpeningCounts } from '@/lib/services/setup/list-opening-counts';
import { listSalesDays } from '@/lib/services/setup/list-sales-days';
import { saveStep } from '@/lib/services/setup/save-step';
import { listVoidReasons } from '@/lib/services/void-reason/list-void-reasons';
import { saveVoidReasons } from '@/lib/services/void-reason/save-void-reasons';
import { type Operation, operation } from '../operation';

/** Settings of a company and the steps of its setup. */
export const companySettingsOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/waste-reasons',
    summary: 'List void and refund reasons whose goods are gone, however they are booked',
    input: companyInput,
    output: people.wasteReasonsSchema,
    service: listWasteReasons,
  }),
  operation({
    method: 'PUT',
    path: '/waste-reasons',
    summary: 'Replace the waste reasons; those left out return to stock from here on',
    input: people.setWasteReasonsInput,
    output: people.wasteReasonsSchema,
    service: setWasteReasons,
  }),
  operation({
    method: 'GET',
    path: '/void-reasons',
    summary: 'List void and refund reasons that tills sent, what they moved, and what becomes of the goods',
    input: voids.listVoidReasonsInput,
    output: voids.voidReasonsSchema,
    service: listVoidReasons,
  }),
  operation({
    method: 'PUT',
    path: '/void-reasons',
    summary:
      'Say what becomes of goods voided for these reasons; booked days change by /changes/apply or a run',
    input: voids.saveVoidReasonsInput,
    output: voids.voidReasonsSchema,
    errors: ['date_out_of_range'],
    service: saveVoidReasons,
  }),
  operation({
    method: 'GET',
    path: '/packaging',
    summary: 'What items, groups and bills take besides when they leave the house, and groups sold both ways',
    input: companyInput,
    output: packaging.packagingListSchema,
    service: listPackaging,
  }),
  operation({
    method: 'PUT',
    path: '/packaging',
    summary:
      'Say what an item, the items of a group, or each bill takes besides when it leaves the house; booked days change by /changes/apply or a run',
    input: packaging.savePackagingInput,
    output: packaging.packagingListSchema,
    errors: ['not_found', 'date_out_of_range', 'ingredient_not_found', 'unit_mismatch'],
    service: savePackaging,
  }),
  operation({
    method: 'GET',
    path: '/count-review',
    summary: 'From which difference to the book on a counted line is shown before it is booked',
    input: companyInput,
    output: people.countReviewSettingSchema,
    service: getCountReview,
  }),
  operation({
    method: 'PUT',
    path: '/count-review',
    summary: 'Set that difference, in percent',
    input: people.setCountReviewInput,
    output: people.countReviewSettingSchema,
    service: setCountReview,
  }),
  operation({
    method: 'GET',
    path: '/name-holding',
    summary: 'Whether lines under a name that no mapping was made for are held',
    input: companyInput,
    output: nameHoldingSchema,
    service: getNameHolding,
  }),
  operation({
    method: 'PUT',
    path: '/name-holding',
    summary: 'Hold such lines, or deduct and list them',
    input: setNameHoldingInput,
    output: nameHoldingSchema,
    service: setNameHolding,
  }),
  operation({
    method: 'GET',
    path: '/setup',
    summary: 'Steps of the setup and what is missing',
    input: companyInput,
    output: setup.setupSchema,
    service: getSetup,
  }),
  operation({
    method: 'PUT',
    path: '/setup',
    summary: 'Remember the step one stopped at',
    input: setup.saveSetupStepInput,
    output: okSchema,
    service: saveStep,
  }),
  operation({
    method: 'GET',
    path: '/setup/links',
    summary: 'Locations with their storage unit, or the one each is offered',
    input: companyInput,
    output: setup.linkOffersSchema,
    service: listLinkOffers,
  }),
  operation({
    method: 'GET',
    path: '/setup/opening-counts',
    summary: 'Storage units, what of each was never counted, and the day an opening count is placed on',
    input: companyInput,
    output: setup.openingCountsSchema,
    service: listOpeningCounts,
  }),
  operation({
    method: 'GET',
    path: '/setup/sales-days',
    summary: 'The last day with sales of each active location, and what it took from stock',
    input: companyInput,
    output: setup.salesDaysSchema,
    service: listSalesDays,
  }),
];
