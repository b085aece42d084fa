import type { Kind } from './kind';
import { message, thread } from './message';
import { room, space } from './room';
import { user } from './user';

/** All kinds that have a picker. */
export const kinds: Array<Kind<unknown>> = [room, space, user, message, thread];
