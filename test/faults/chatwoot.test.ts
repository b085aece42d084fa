import { chatwootDesk } from './chatwoot/desk';
import { faultSuite } from './suite';

faultSuite(chatwootDesk);
