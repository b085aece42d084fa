import { faultSuite } from './suite';
import { twakeChatDesk } from './twake-chat/desk';

faultSuite(twakeChatDesk);
