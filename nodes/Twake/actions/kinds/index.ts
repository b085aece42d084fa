import { channel } from './channel';
import { company } from './company';
import type { Kind } from './kind';
import { message } from './message';
import { thread } from './thread';
import { user } from './user';
import { workspace } from './workspace';

/** All kinds of things that a parameter can name. A new kind is one line here. */
export const kinds: Array<Kind<unknown>> = [company, workspace, channel, thread, message, user];
