import { alps } from './alps';
import { biergarten } from './biergarten';
import { grill } from './grill';
import { ticino } from './ticino';
import { zurich } from './zurich';

export const calibrateKitchens = [alps, biergarten, grill, ticino, zurich];
