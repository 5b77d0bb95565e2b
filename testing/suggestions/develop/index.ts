import { bar } from './bar';
import { bavaria } from './bavaria';
import { bistro } from './bistro';
import { cafe } from './cafe';
import { sushi } from './sushi';
import { trattoria } from './trattoria';

export const developKitchens = [bar, bavaria, bistro, cafe, sushi, trattoria];
