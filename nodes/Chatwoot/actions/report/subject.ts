import type { INodeProperties } from 'n8n-workflow';
import type { ReportQuery } from '../../api/reports';
import { agents } from '../agent/kind';
import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { labels } from '../label';
import type { ChatwootParameters } from '../parameters/parameters';
import { teams } from '../team';

/** The parts of an account that a report can cover. */
const PARTS = { agent: agents, inbox: inboxes, label: labels, team: teams };
type Part = keyof typeof PARTS;
const parts = Object.keys(PARTS) as Part[];

export const subjectFields: INodeProperties[] = [
	{
		displayName: 'About',
		name: 'about',
		type: 'options',
		options: [
			{ name: 'Account', value: 'account', description: 'All conversations' },
			{ name: 'Agent', value: 'agent' },
			{ name: 'Inbox', value: 'inbox' },
			{ name: 'Label', value: 'label' },
			{ name: 'Team', value: 'team' },
		],
		default: 'account',
		description: 'Whose conversations count: account, agent, inbox, label or team',
	},
	...parts.map((part) => ({
		...locatorOf(PARTS[part] as never, `The ${part} to report on`),
		displayOptions: { show: { about: [part] } },
	})),
];

/** The server crashes on unknown words (chatwoot.md [806]). */
export function subjectFrom(param: ChatwootParameters): Pick<ReportQuery, 'type' | 'id'> {
	const type = param.choice('about', ['account', ...parts]);
	return type === 'account' ? { type } : { type, id: param.id(type) };
}
