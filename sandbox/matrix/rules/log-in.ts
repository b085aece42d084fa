import { isObject } from '../http/body';
import type { Call } from '../http/call';
import { badRequest, forbidden, MatrixError } from '../http/errors';
import { localpartOf } from '../state/ids';
import type { Json, Service, User } from '../state/types';

/** Who may log in with what was sent (matrix.md §2). */
export async function userToLogIn(call: Call, body: Json): Promise<User> {
	const { type, password } = body;
	if (typeof type !== 'string') throw badRequest('Bad parameter: type', 'M_INVALID_PARAM');
	if (type === 'm.login.token') return byToken(call, body);
	if (type === 'm.login.application_service') return byService(call, body);
	if (type === 'm.login.password' && typeof password !== 'string')
		throw badRequest('Bad parameter: password', 'M_INVALID_PARAM');
	const id = idOf(call, identifierOf(body));
	if (type !== 'm.login.password') throw badRequest(`Unknown login type ${String(type)}`);
	const user = call.state.users.get(id.toLowerCase());
	if (!user || user.standing === 'deactivated' || user.password !== password)
		throw forbidden('Invalid username or password');
	return user;
}

/** Who logs in, in the current or the old form. */
function identifierOf(body: Json): Json {
	const { identifier, user, medium, address } = body;
	if (typeof user === 'string' && user) return { type: 'm.id.user', user };
	if (medium && address) return { type: 'm.id.thirdparty', medium, address };
	if (!isObject(identifier) || !Object.keys(identifier).length)
		throw badRequest('Invalid login submission', 'M_INVALID_PARAM');
	if (!('type' in identifier))
		throw badRequest("'identifier' dict has no key 'type'", 'M_MISSING_PARAM');
	return identifier;
}

function idOf({ state }: Call, { type, user, medium, address }: Json): string {
	if (type === 'm.id.thirdparty' && medium && address)
		throw forbidden('Invalid username or password');
	if (type === 'm.id.thirdparty') throw badRequest('Invalid thirdparty identifier');
	if (type !== 'm.id.user') throw badRequest('Unknown login identifier type');
	if (typeof user !== 'string' || !user) throw badRequest("User identifier is missing 'user' key");
	return user.startsWith('@') ? user : `@${user}:${state.name}`;
}

function byToken({ state }: Call, body: Json): User {
	if (typeof body.token !== 'string') throw badRequest('Missing JSON keys.');
	const known = state.loginTokens.get(body.token);
	state.loginTokens.delete(body.token);
	const user = known && known.until > state.now() ? state.users.get(known.user) : undefined;
	if (!user) throw forbidden('Invalid login token');
	return user;
}

function byService(call: Call, body: Json): User {
	const { state } = call;
	const service = serviceOf(call);
	if (!service) throw new MatrixError(401, 'M_MISSING_TOKEN', 'Missing access token');
	if (!isObject(body.identifier))
		throw badRequest('Invalid identifier in login submission', 'M_INVALID_PARAM');
	const id = idOf(call, body.identifier);
	const user = state.users.get(id);
	if (!user || !localpartOf(id).startsWith(service.prefix)) throw forbidden('Invalid access_token');
	return user;
}

/** The application service whose token a request carries. */
export function serviceOf({ state, headers }: Call): Service | undefined {
	const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
	return state.services.find((service) => service.token === token);
}
