import { platformDesk } from './chatwoot-platform/desk';
import { faultSuite } from './suite';

faultSuite(platformDesk);
