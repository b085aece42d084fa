import type { IPollFunctions } from 'n8n-workflow';
import { ofTrigger } from '../../shared/parameters';
import { quote } from '../../shared/text';
import { webAddress } from '../../shared/web-address';
import type { Addresses } from '../../shared/web-address';
import { TwakeParameters } from '../actions/operation/parameters';
import { DIRECT, parseAddress, parseId } from '../api/ids';
import type { WorkspacePlace } from '../api/places';
import { catchUpFields } from './fields';

/** The parameters of Twake Catch Up. */
export class CatchUpParameters extends TwakeParameters {
	constructor(context: IPollFunctions, addresses: Addresses) {
		super(ofTrigger(context), undefined, catchUpFields, { ...addresses, isLegacy: false });
	}

	/** The workspaces; company '' means the one that owns the application. */
	workspaces(): WorkspacePlace[] {
		const places = this.names('workspaces').map((text) => this.workspaceIn(text));
		if (places.length > 0) return places;
		return this.refuse('workspaces', 'is empty', PASTE);
	}

	/** Where the trigger was said to listen. */
	triggerAddress(): string | undefined {
		const text = this.optionalText('trigger')?.trim();
		if (text === undefined) return undefined;
		const wayOut = 'Copy the Production URL that the form of the Twake Trigger shows.';
		const url =
			webAddress(text) ?? this.refuse('trigger', `is not a web address: ${quote(text)}`, wayOut);
		if (!url.pathname.includes('/webhook-test/')) return text;
		return this.refuse('trigger', 'is the address for tests of a trigger', wayOut);
	}

	private workspaceIn(text: string): WorkspacePlace {
		const address = parseAddress(text);
		if (address) this.refuseOtherServer('workspaces', address.url, this.server, 'holds');
		const workspace = address ? address.workspace : parseId(text);
		if (workspace === DIRECT) {
			const wayOut = 'Twake delivers nothing from there to applications. Leave it out.';
			return this.refuse('workspaces', 'holds the address of a direct channel', wayOut);
		}
		if (workspace !== undefined) return { company: address?.company ?? '', workspace };
		return this.refuse(
			'workspaces',
			`holds no address or ID of a workspace: ${quote(text)}`,
			PASTE,
		);
	}
}

const PASTE =
	'Open a channel of the workspace in Twake and paste the address from the browser (https://web.twake.app/client/.../w/.../c/...).';
