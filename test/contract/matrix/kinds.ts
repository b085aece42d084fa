/** Numbers that are never the same twice. */
export const MEASURED =
	/^(age|last_seen_ts|unused_expires_at|retry_after_ms|last_active_ago|duration_ms|expires_in_ms|origin_server_ts|ts|bump_stamp)$/;

/** Assigned anew at each login, whatever they were before. */
export const SECRET = /^(access_token|refresh_token|login_token)$/;

/** Keys whose values a server makes up. */
const MADE_UP = /^(next_batch|prev_batch|pos|start|end|session|device_id)$/;

const FORMS = [
	/^\$[\w-]{43}$/, // event
	/^![A-Za-z]{18}:/, // room
	/^![\w-]{43}$/, // room of version 12
	/^mxc:\/\/[^/]+\/[A-Za-z]{24}$/,
	/^(s\d+|t\d+-\d+)(_\d+){5,}$/, // place in a stream
];

/** Whether a recorded text may differ on another server. */
export function isMadeUp(key: string, text: string): boolean {
	if (key === 'device_id') return /^[A-Z]{10}$/.test(text);
	return MADE_UP.test(key) || FORMS.some((form) => form.test(text));
}

/** Lists that have no order. */
export const UNORDERED =
	/(^|\.)(joined_rooms|changed|left|aliases|devices|state|required_state|room_ids|state\.events|invite_state\.events|knock_state\.events|invite_room_state|account_data\.events|presence\.events|ephemeral\.events|flows|underride|override|members)$/;
