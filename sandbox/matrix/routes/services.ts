import type { Call } from '../http/call';
import { forbidden, MatrixError } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import type { Json } from '../state/types';

/** Application services (matrix.md §12). */
export const serviceRoutes: Route[] = [route('POST v1 /appservice/:service/ping', ping)];

async function ping(call: Call): Promise<Json> {
	const { service } = call.requester.session;
	const body = call.body();
	if (!service) throw forbidden('Only application services can use the /appservice/ping endpoint');
	if (service.id !== call.params.service)
		throw forbidden('Mismatching application service ID in path');
	if (!service.url)
		throw new MatrixError(400, 'M_URL_NOT_SET', 'The application service does not have a URL set');
	const begun = Date.now();
	const response = await fetch(`${service.url}/_matrix/app/v1/ping`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${service.hsToken}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			...(typeof body.transaction_id === 'string' && { transaction_id: body.transaction_id }),
		}),
	});
	if (!response.ok)
		throw new MatrixError(502, 'M_BAD_STATUS', 'HTTP error received from the application service');
	return { duration_ms: Date.now() - begun };
}
