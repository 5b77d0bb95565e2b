import { openDatabase } from '@/db/client';
import { transferDay } from '@/lib/services/transfer/transfer-day';
import { dayFromRaw, FakePos } from '@/testing/fake-pos';
import { testContext } from '@/testing/fixtures/test-context';

/**
 * A process of its own that transfers one day again and again until it is killed; run with
 * `node --import tsx transfer-child.ts <database url> <json of ChildInput>`. Its answers take turns.
 */
export interface ChildInput {
  companyId: string;
  locationId: string;
  businessDay: string;
  answers: string[];
}

const [url = '', json = '{}'] = process.argv.slice(2);
const { answers, ...day } = JSON.parse(json) as ChildInput;
let turn = process.pid;
const pos = new FakePos({
  everyDay: () => {
    turn += 1;
    return dayFromRaw(answers[turn % answers.length] ?? '');
  },
});
const ctx = testContext(openDatabase(url, { max: 1 }), {
  kind: 'system',
  memberships: { [day.companyId]: 'system' },
  pos,
});
for (;;) {
  const result = await transferDay(ctx, { ...day, trigger: 'automatic', forceRefresh: true });
  if (!result.success) throw new Error(result.error?.code);
}
