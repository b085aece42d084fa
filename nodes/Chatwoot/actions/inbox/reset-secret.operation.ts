import { resetRecord } from '../records/records';
import { inboxes } from './kind';

export const resetInboxSecret = resetRecord(
	inboxes,
	{
		name: 'Reset Secret',
		value: 'resetSecret',
		action: 'Reset secret of inbox',
		description:
			'Make a new secret for an API inbox; the old one ends at once. See Settings > Inboxes.',
		access: 'administrator',
	},
	async ({ inboxes: api }, id, param) => {
		const result = await api.attemptResetSecret(id);
		if (!('error' in result)) return;
		const { status, body } = result.problem;
		if (status !== 404 || body !== undefined) throw result.error;
		const { channel_type } = await api.get(id);
		if (channel_type === 'Channel::Api') throw result.error;
		param.refuse(
			'inbox',
			`has no secret: it is of the type ${channel_type}`,
			'Choose an API inbox.',
		);
	},
);
