import { faultSuite } from './suite';
import { twakeDesk } from './twake/desk';

faultSuite(twakeDesk);
