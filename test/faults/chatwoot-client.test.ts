import { clientDesk } from './chatwoot-client/desk';
import { faultSuite } from './suite';

faultSuite(clientDesk);
