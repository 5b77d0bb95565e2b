import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';
import { LOCATIONS } from '@/lib/lightspeed/simulator/world';
import { salesOfDay } from './sales';

/**
 * A K-Series host in a process of its own, so that answering costs the asker nothing. Arguments: the days it
 * has.
 */
const simulator = await startSimulator();
for (const day of process.argv.slice(2)) {
  simulator.control.setSales(LOCATIONS[0]?.id ?? '', day, salesOfDay(day));
}
const { apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret } = simulator;
process.send?.({ apiUrl, authorizeUrl, tokenUrl, clientId, clientSecret });
process.once('disconnect', () => process.exit());
