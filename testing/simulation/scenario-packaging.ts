import { type Dice, diceOf } from '@/lib/lightspeed/simulator/random';
import { applyChange } from '@/lib/services/ledger-change/apply-change';
import { previewChange } from '@/lib/services/ledger-change/preview-change';
import { savePackaging } from '@/lib/services/packaging/save-packaging';
import type { Packed } from '@/testing/reference/packed-goods';
import type { Scenario } from './scenario';
import { checkLedger, checkTransfers } from './scenario-checks';
import { listAllItems } from './scenario-mappings';

const SKUS = ['52', '542', '950', '910', '701'] as const;

/** Says what goes along, before anything is booked (R40). By dice of its own. */
export async function sayPackaging(run: Scenario): Promise<void> {
  const dice = diceOf(`packaging ${run.seed}`);
  for (let left = dice.below(4); left > 0; left--) {
    const { wire, note } = await anySubject(run, dice);
    const { rules, packed } = anyPackaging(run, dice);
    await savePackaging(run.ctx, { company_id: run.companyId, ...wire, rules });
    note(packed);
  }
}

/** Says otherwise for all days; what is booked is what the preview showed. */
export async function changePackaging(run: Scenario): Promise<void> {
  const dice = diceOf(`packaging again ${run.seed}`);
  if (dice.chance(0.4)) return;
  const { wire, note } = await anySubject(run, dice);
  const { rules, packed } = anyPackaging(run, dice);
  const isWithdrawn = dice.chance(0.25);
  const change = { kind: 'packaging' as const, ...wire, rules: isWithdrawn ? null : rules };
  const asked = { company_id: run.companyId, change, if_locked: 'refuse' as const };
  const { token } = await previewChange(run.ctx, asked);
  await applyChange(run.ctx, { ...asked, token });
  note(isWithdrawn ? null : packed);
  run.count('packaging changed');
  await checkTransfers(run);
  await checkLedger(run, 'after the packaging was changed');
}

type Note = (packed: readonly Packed[] | null) => void;

async function anySubject(run: Scenario, dice: Dice): Promise<{ wire: object; note: Note }> {
  const items = (await listAllItems(run)).filter(({ sku }) => SKUS.some((one) => one === sku));
  const kind = dice.pick(['item', 'group', 'bill'] as const);
  const replace = <K>(map: ReadonlyMap<K, readonly Packed[]>, key: K, packed: readonly Packed[] | null) => {
    const next = new Map(map);
    next.delete(key);
    return packed ? next.set(key, packed) : next;
  };
  if (kind === 'item' && items.length > 0) {
    const item = dice.pick(items);
    run.count('packaging item');
    return {
      wire: { item_id: item.id },
      note: (packed) => {
        run.packaging = { ...run.packaging, items: replace(run.packaging.items, item.lightspeed_id, packed) };
      },
    };
  }
  if (kind === 'group') {
    run.count('packaging group');
    return {
      wire: { accounting_group: 'All' },
      note: (packed) => {
        run.packaging = { ...run.packaging, groups: replace(run.packaging.groups, 'All', packed) };
      },
    };
  }
  run.count('packaging bill');
  return {
    wire: {},
    note: (packed) => {
      run.packaging = { ...run.packaging, bill: packed ?? [] };
    },
  };
}

function anyPackaging(run: Scenario, dice: Dice) {
  const { box, foil } = run.menu.ingredients;
  const boxes = String(1 + dice.below(2));
  const grams = 3 + dice.below(9);
  const isFoil = dice.chance(0.4);
  return {
    rules: [
      { ingredient_id: box, quantity: boxes },
      ...(isFoil ? [{ ingredient_id: foil, quantity: String(grams), unit: 'g' as const }] : []),
    ],
    packed: [
      { ingredient: box, amount: boxes },
      ...(isFoil ? [{ ingredient: foil, amount: String(grams / 1000) }] : []),
    ],
  };
}
