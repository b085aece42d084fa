import type { State } from '../state/state';
import type { Session } from '../state/types';
import type { Requester } from './call';
import { Crash, forbidden, MatrixError } from './errors';
import type { Query } from './query';

const missing = (message: string) => new MatrixError(401, 'M_MISSING_TOKEN', message);
const unknown = (message: string, soft: boolean) =>
	new MatrixError(401, 'M_UNKNOWN_TOKEN', message, { soft_logout: soft });

/** Whose token it is (matrix.md §2). */
export function authenticate(state: State, query: Query, header: string | undefined): Requester {
	const session = sessionOf(state, tokenOf(query, header));
	if (session.service) return actAs(state, session, query.string('user_id'));
	const { user, device } = session;
	if (user.standing === 'locked')
		throw new MatrixError(401, 'M_USER_LOCKED', 'User account has been locked', {
			soft_logout: true,
		});
	settleRefresh(state, session.token);
	const known = device === undefined ? undefined : user.devices.get(device);
	if (known) known.lastSeen = state.now();
	return { user, device, session };
}

function tokenOf(query: Query, header: string | undefined): string {
	if (header === undefined) {
		const token = query.string('access_token');
		if (!token) throw missing('Missing access token');
		return token;
	}
	if (query.has('access_token'))
		throw missing('Mixing Authorization headers and access_token query parameters.');
	const parts = header.trim().split(' ');
	if (parts.length !== 2 || parts[0] !== 'Bearer') throw missing('Invalid Authorization header.');
	// Beyond ASCII: the server cannot read it and fails (matrix.md [102]).
	if (/[^\x20-\x7e]/.test(parts[1])) throw new Crash();
	return parts[1];
}

function sessionOf(state: State, token: string): Session {
	const session = state.sessions.get(token);
	if (!session) throw unknown('Invalid access token passed.', false);
	if (session.expires !== undefined && session.expires <= state.now())
		throw unknown('Access token has expired', true);
	return session;
}

/** An application service acting as one of its users (matrix.md §12). */
function actAs(state: State, session: Session, id: string | undefined): Requester {
	const { service } = session;
	if (id === undefined || id === session.user.id) return { user: session.user, session };
	if (!service || !id.startsWith(`@${service.prefix}`))
		throw forbidden(`Application service cannot masquerade as this user (${id}).`);
	const user = state.users.get(id);
	if (!user) throw forbidden(`Application service has not registered this user (${id})`);
	return { user, session };
}

/** Using a new access token invalidates the refresh token it came from (matrix.md [107]). */
function settleRefresh(state: State, access: string): void {
	for (const refresh of state.refreshes.values())
		if (refresh.next?.access === access) refresh.dead = true;
}
