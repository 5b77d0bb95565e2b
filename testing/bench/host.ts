import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import { salesOfDay } from './sales';

/**
 * A K-Series host in a process of its own, so that answering costs the asker nothing. Arguments: the days it
 * has, with `--modifiers` before them where a third of the lines are such.
 */
const simulator = await startSimulator();
const [first, ...others] = process.argv.slice(2);
const withModifiers = first === '--modifiers';
for (const day of withModifiers || first === undefined ? others : [first, ...others]) {
  simulator.control.setSales(LOCATIONS[0]?.id ?? '', day, salesOfDay(day, undefined, withModifiers));
}
const { apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = simulator;
process.send?.({ apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret });
process.once('disconnect', () => process.exit());
