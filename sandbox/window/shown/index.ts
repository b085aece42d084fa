import type { ChatwootSandbox } from '../../chatwoot';
import type { MatrixSandbox } from '../../matrix';
import type { TwakeSandbox } from '../../twake';
import { shownInChatwoot } from './chatwoot';
import { shownInMatrix } from './matrix';
import { shownInTwake } from './twake';
import type { Shown } from './types';

export interface Servers {
	chatwoot: ChatwootSandbox;
	twake: TwakeSandbox;
	matrix: MatrixSandbox;
}

/** All three servers as they stand now. */
export function shownIn({ chatwoot, twake, matrix }: Servers): Shown {
	return {
		chatwoot: shownInChatwoot(chatwoot.state),
		twake: shownInTwake(twake),
		matrix: shownInMatrix(matrix),
	};
}
