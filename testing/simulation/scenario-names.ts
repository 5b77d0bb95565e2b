import type { NameAnswerInput } from '@/lib/contracts/held-names';
import { diceOf } from '@/lib/lightspeed/simulator/random';
import { listHeldNames } from '@/lib/services/item/list-held-names';
import { resolveHeldName } from '@/lib/services/item/resolve-held-name';
import type { Mapping } from '@/testing/reference/expect-days';
import { readAnswer } from '@/testing/reference/read-answer';
import { isAlike, type Naming } from '@/testing/reference/sold-as';
import type { Scenario } from './scenario';
import { checkTransfers } from './scenario-checks';
import { listAllItems } from './scenario-mappings';

/** Names that were answered, so that an answer can be taken back. */
const answered = new WeakMap<Scenario, { id: string; lightspeedId: string; name: string }[]>();

/**
 * What was split off from an item made anew is its successor's as well, and one thing: the oracle keeps two.
 */
const isMadeAnew = (run: Scenario, id: string) => [...run.mappings.values()].some(({ from }) => from === id);

/**
 * A person says of some held names what they are, and now and then takes it back: to the product and to the
 * oracle (R38). Its days are booked again at once.
 */
export async function answerNames(run: Scenario, when: string): Promise<void> {
  const dice = diceOf(`names ${run.seed} ${when}`);
  const items = new Map((await listAllItems(run)).map((item) => [item.id, item.lightspeed_id]));
  const { data } = await listHeldNames(run.ctx, { id: run.integrationId });
  run.count(data.length > 0 ? 'names held' : 'names none held');
  for (const { item_id: id, name } of data) {
    const what = dice.pick(['same', 'another thing', 'ignored', 'none yet'] as const);
    const lightspeedId = items.get(id);
    // What was split off from an item made anew is its successor's as well, and one thing: the oracle keeps
    // two.
    const isMadeAnew = [...run.mappings.values()].some(({ from }) => from === lightspeedId);
    if (what === 'none yet' || lightspeedId === undefined || isMadeAnew) continue;
    run.count(`name ${what}`);
    const target = run.menu.ingredients.sugar;
    const mapping: Mapping =
      what === 'ignored'
        ? { state: 'ignored' }
        : { state: 'ingredient', target, quantity: `${1 + dice.below(9)}.5`, isSubtraction: false };
    const answer: NameAnswerInput =
      what === 'same'
        ? { same: true }
        : what === 'ignored'
          ? { ignored: true }
          : {
              mapped_object_type: 'ingredient',
              mapped_object_id: target,
              quantity: mapping.quantity ?? '1',
              unit: null,
              is_subtraction: false,
            };
    await say(run, { id, lightspeedId, name }, answer, what === 'same' ? null : mapping);
    answered.set(run, [...(answered.get(run) ?? []), { id, lightspeedId, name }]);
  }
  const [undone] = dice.chance(0.3) ? (answered.get(run) ?? []).splice(0, 1) : [];
  if (!undone || isMadeAnew(run, undone.lightspeedId)) return;
  run.count('name taken back');
  await say(run, undone, { undone: true }, undefined);
}

/** `other`: what the name takes then; null = it is the same thing, undefined = nothing is said any more. */
async function say(
  run: Scenario,
  { id, lightspeedId, name }: { id: string; lightspeedId: string; name: string },
  answer: NameAnswerInput,
  other: Mapping | null | undefined,
): Promise<void> {
  const done = await resolveHeldName(run.ctx, { id: run.integrationId, item_id: id, name, ...answer });
  for (const log of done.transfer_log_ids) run.answerLogs.add(log);
  const known = run.mappings.get(lightspeedId) ?? { state: 'unmapped' as const };
  const naming: Naming = known.naming ?? { same: [], other: [] };
  const rest = {
    same: naming.same.filter((one) => one !== name),
    other: naming.other.filter((one) => one.name !== name),
  };
  if (other === null) rest.same.push(name);
  else if (other) rest.other.push({ name, mapping: other });
  run.mappings.set(lightspeedId, { ...known, naming: { ...naming, ...rest } });
  bookAnew(run, lightspeedId, name);
  await checkTransfers(run);
}

/** Days on which it was sold under the name take the item's present mapping. */
function bookAnew(run: Scenario, item: string, name: string): void {
  const skus = new Set(
    run.history.flatMap(({ items }) =>
      items.flatMap(({ lightspeedId, sku }) => (lightspeedId === item && sku !== null ? [sku] : [])),
    ),
  );
  for (const [key, { sales }] of run.kept) {
    const booked = run.booked.get(key);
    const isSold = readAnswer(sales).lines.some(
      ({ sku, soldName }) =>
        sku !== undefined && skus.has(sku) && soldName !== undefined && isAlike(soldName, name),
    );
    if (!booked || !isSold) continue;
    for (const [sku, before] of booked) {
      const mappings = new Map(before);
      const now = run.mappings.get(item);
      if (now) mappings.set(item, now);
      booked.set(sku, mappings);
    }
  }
}
