import { tokenOf } from '../auth';
import { Halt } from '../http/errors';
import { json } from '../http/reply';
import type { Action } from './routes';

/**
 * Only tokens of a platform application; all others get one text, spelled differently
 * (chatwoot.md [105]).
 */
export function guarded(action: Action): Action {
	return (call) => {
		const token = tokenOf(call.request);
		if (token === undefined || !call.state.platformTokens.has(token)) {
			throw new Halt(json({ error: 'Invalid access_token' }, 401));
		}
		return action(call);
	};
}
