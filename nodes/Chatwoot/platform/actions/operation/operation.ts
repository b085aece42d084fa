import type {
	Operation as AnyOperation,
	Resource as AnyResource,
} from '../../../../shared/operation';
import { operationsOn } from '../../../actions/operation/own-api';
import type { OwnContext } from '../../../actions/operation/own-api';
import type { PlatformApi } from '../../../api/platform';

/** The one way to make an operation of the Chatwoot Platform node. */
export const operation = operationsOn<PlatformApi>();

export type PlatformContext = OwnContext<PlatformApi>;
export type Operation = AnyOperation<PlatformContext> & {
	/** Others have the same form, so it needs no file of its own. */
	isStandard?: boolean;
};
export interface Resource extends AnyResource<PlatformContext> {
	operations: Operation[];
}
