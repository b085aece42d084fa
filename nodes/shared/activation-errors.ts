import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { oneText } from './errors';

/**
 * Runs a step of a trigger's life cycle. On failure the description is added to the message,
 * because n8n shows only the message of an error in an activation or a test (2.40.7).
 */
export async function explained<T>(step: () => Promise<T>): Promise<T> {
	try {
		return await step();
	} catch (error) {
		throw inOneText(error);
	}
}

function inOneText(error: unknown): unknown {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) return error;
	error.message = oneText(error);
	error.description = undefined;
	return error;
}
