import type { Route } from '../http/router';
import { accountRoutes } from './accounts';
import { deviceRoutes } from './devices';
import { directoryRoutes } from './directory';
import { eventRoutes } from './events';
import { generalRoutes } from './general';
import { historyRoutes } from './history';
import { mediaRoutes } from './media';
import { membershipRoutes } from './membership';
import { peopleRoutes } from './people';
import { personalRoutes } from './personal';
import { registerRoutes } from './register';
import { relationRoutes } from './relations';
import { searchRoutes } from './search';
import { serviceRoutes } from './services';
import { spaceRoutes } from './spaces';
import { syncRoutes } from './sync';
import { upgradeRoutes } from './upgrade';

export const routes: Route[] = [
	...generalRoutes,
	...accountRoutes,
	...registerRoutes,
	...deviceRoutes,
	...eventRoutes,
	...membershipRoutes,
	...historyRoutes,
	...relationRoutes,
	...syncRoutes,
	...directoryRoutes,
	...spaceRoutes,
	...peopleRoutes,
	...personalRoutes,
	...mediaRoutes,
	...searchRoutes,
	...upgradeRoutes,
	...serviceRoutes,
];
