import type { Integration } from '../../shared/run';
import { secrets } from '../api/service';
import { customApiCall } from './custom-api-call';
import { directMessage } from './direct-message';
import { file } from './file';
import { message } from './message';
import type { TwakeChatContext } from './operation/context';
import { openTwakeChat } from './operation/open';
import { reaction } from './reaction';
import { room } from './room';
import { thread } from './thread';
import { user } from './user';

/** Everything that the Twake Chat node does. A new resource is one line here. */
export const twakeChatIntegration: Integration<TwakeChatContext> = {
	resources: [message, thread, reaction, room, directMessage, file, user, customApiCall],
	secrets,
	open: openTwakeChat,
};
