import { asia } from './asia';
import { biel } from './biel';
import { franken } from './franken';
import { hotel } from './hotel';
import { pizzeria } from './pizzeria';
import { pub } from './pub';

export const judgeKitchens = [asia, biel, franken, hotel, pizzeria, pub];
