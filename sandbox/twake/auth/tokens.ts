import type { State } from '../state/state';
import type { Actor } from '../state/types';
import { signJwt } from './jwt';

export const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 30 * 24 * 3600;
/** iat and nbf lie in the past, for clients whose clock is slow (twake.md [010]). */
const SET_BACK_SECONDS = 600;

export interface AccessToken {
	time: number;
	expiration: number;
	refresh_expiration: number;
	value: string;
	refresh: string;
	type: 'Bearer';
}

/** Tokens run on the real clock, whatever the time of the world: clients compare them with theirs. */
export function issueToken(state: State, actor: Actor, seconds = ACCESS_SECONDS): AccessToken {
	// Tokens are identical within a second: an expired one is not issued again.
	const time = Math.floor(Date.now() / 1000) + state.endedTokens.size;
	const token = (type: string, exp: number) =>
		signJwt(
			{
				exp,
				type,
				iat: time - SET_BACK_SECONDS,
				nbf: time - SET_BACK_SECONDS,
				sub: actor.id,
				email: null,
				track: false,
				provider_id: '',
				...(actor.applicationId && { application_id: actor.applicationId }),
			},
			state.tokenKey,
		);
	const [expiration, refreshExpiration] = [time + seconds, time + REFRESH_SECONDS];
	return {
		time,
		expiration,
		refresh_expiration: refreshExpiration,
		value: token('access', expiration),
		refresh: token('refresh', refreshExpiration),
		type: 'Bearer',
	};
}

/** What a client needs to join a room of the socket, which the sandbox lacks. */
export const roomToken = (state: State, room: string, actor: Actor) => ({
	room,
	token: signJwt({ name: room, sub: actor.id }, state.tokenKey),
});
