import type { TwakeParameters } from '../operation/parameters';

/** For a workspace without any channel: all that an application can see of one that does not exist. */
export function refuseWorkspace({ refuse }: { refuse: TwakeParameters['refuse'] }): never {
	return refuse(
		'workspace',
		'has no channels, so it probably does not exist in this company',
		'Check the IDs of company and workspace. In a workspace that is really empty, make the first channel in Twake.',
	);
}
