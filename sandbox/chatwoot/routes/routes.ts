import type { Access } from '../auth';
import { authenticate, enter } from '../auth';
import { Call } from '../call';
import type { Incoming } from '../http/request';
import { Router } from '../http/router';
import type { State } from '../state/state';

/** A controller's action: what it returns is the answer (JSON with 200, or a Reply). */
export type Action = (call: Call) => unknown;

/** A route: runs a request on a state. */
export interface Route {
	/** Which 404 a missing record gives: some families use Rails' own. */
	run(state: State, request: Incoming, path: Record<string, string>): unknown;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/** Collects the server's routes. PUT equals PATCH everywhere (chatwoot.md [110]). */
export class Routes {
	readonly router = new Router<Route>();

	/** A route without any token. */
	open(method: Method, path: string, action: Action): void {
		this.add(method, path, {
			run: (state, request, values) => action(new Call(state, request, values)),
		});
	}

	/** A route for a person outside of any account: the profile. */
	personal(method: Method, path: string, action: Action): void {
		this.add(method, path, {
			run: (state, request, values) => {
				const person = authenticate(state, request, {});
				return action(new Call(state, request, values, person));
			},
		});
	}

	/** A route below /api/v1/accounts/:account_id. */
	account(method: Method, path: string, action: Action, access: Access = {}): void {
		this.versioned('v1', method, path, action, access);
	}

	versioned(version: string, method: Method, path: string, action: Action, access: Access): void {
		this.add(method, `/api/${version}/accounts/:account_id/${path}`, {
			run: (state, request, values) => action(enter(state, request, values, access)),
		});
	}

	/** The address of a file: its last part is a name in which dots are nothing special. */
	files(path: string, action: Action): void {
		this.router.add(
			'GET',
			path,
			{
				run: (state, request, values) => action(new Call(state, request, values)),
			},
			true,
		);
	}

	private add(method: Method, path: string, route: Route): void {
		this.router.add(method, path, route);
		if (method === 'PATCH') this.router.add('PUT', path, route);
	}
}
