import type { Resource as AnyResource } from '../../../../shared/operation';
import { operationsOn } from '../../../actions/operation/own-api';
import type { OwnContext } from '../../../actions/operation/own-api';
import type { ClientApi } from '../../../api/client';

/** The one way to make an operation of the Chatwoot Client node. */
export const operation = operationsOn<ClientApi>();

export type ClientContext = OwnContext<ClientApi>;
export type Resource = AnyResource<ClientContext>;
