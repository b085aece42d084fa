import type { IDataObject, INodeProperties, NodePropertyTypes } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import { byName } from '../../../shared/fields';
import { field } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { ofAccount } from '../kinds/of-account';
import { titlesFrom } from '../labelling/label-fields';
import type { ChatwootParameters } from '../parameters/parameters';
import { webUrl } from '../parameters/urls';

/** The steps of macros and automation rules (chatwoot.md §9). */

interface Step {
	name: string;
	/** The parameters that a step of this kind needs, if any. */
	needs?: Array<keyof typeof STEP_PARAMETERS>;
	/** What the server wants of them, if not just their values. */
	as?(...values: Array<Array<string | number>>): IDataObject;
	/** Only rules have this step. */
	isOfRules?: boolean;
	/** The step of the server that does it, with what it gets. */
	is?: [name: string, value: string];
}

/**
 * Keyed by the server's names. It unassigns by these two only since 2025, by the others always
 * (chatwoot.md §9).
 */
const STEPS: Record<string, Step> = {
	add_label: { name: 'Add Labels', needs: ['labels'] },
	add_private_note: { name: 'Add Private Note', needs: ['text'] },
	assign_agent: { name: 'Assign Agent', needs: ['agent'] },
	assign_team: { name: 'Assign Team', needs: ['team'] },
	change_priority: { name: 'Change Priority', needs: ['priority'] },
	change_status: { name: 'Change Status', needs: ['status'] },
	mute_conversation: { name: 'Mute Conversation' },
	open_conversation: { name: 'Open Conversation', isOfRules: true },
	pending_conversation: { name: 'Set to Pending', isOfRules: true },
	remove_assigned_agent: { name: 'Remove Assigned Agent', is: ['assign_agent', 'nil'] },
	remove_assigned_team: { name: 'Remove Assigned Team', is: ['assign_team', 'nil'] },
	remove_label: { name: 'Remove Labels', needs: ['labels'] },
	resolve_conversation: { name: 'Resolve Conversation' },
	send_email_to_team: {
		name: 'Send Email to Team',
		needs: ['teams', 'mailText'],
		as: (team_ids, [message]) => ({ team_ids, message }),
		isOfRules: true,
	},
	send_email_transcript: { name: 'Send Email Transcript', needs: ['email'] },
	send_message: { name: 'Send Message', needs: ['text'] },
	send_webhook_event: { name: 'Send Webhook Event', needs: ['url'] },
	snooze_conversation: { name: 'Snooze Conversation' },
};

const STATUSES = ['open', 'pending', 'resolved', 'snoozed'] as const;
const PRIORITIES = ['low', 'medium', 'high', 'urgent', 'none'] as const;

interface StepParameter {
	property: Omit<INodeProperties, 'name'>;
	/** The parameters that the server wants with the name of the step, as a list. */
	read(param: ChatwootParameters, path: string): Array<string | number>;
}

const STEP_PARAMETERS = {
	agent: pickedBy('Agent', 'getAgents', 'The agent who gets the conversation'),
	email: {
		property: typed('Email', 'Where the transcript is sent', { placeholder: 'name@email.com' }),
		read: (param, path) => [param.email(path) ?? param.refuse(path, 'is empty')],
	},
	labels: {
		property: {
			displayName: 'Label Names or IDs',
			type: 'multiOptions',
			typeOptions: ofAccount('getLabels'),
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		read(param, path) {
			const labels = titlesFrom(param, path);
			return labels.length > 0 ? labels : param.refuse(path, 'is empty');
		},
	},
	mailText: {
		property: typed('Mail Text', 'What the e-mail to the members of the teams says, as it is', {
			typeOptions: { rows: 2 },
		}),
		read: (param, path) => [param.requiredText(path)],
	},
	priority: {
		property: chosen('Priority', PRIORITIES, 'high'),
		// The server's word for no priority.
		read: (param, path) => [param.choice(path, PRIORITIES).replace('none', 'nil')],
	},
	status: {
		property: chosen('Status', STATUSES, 'open'),
		read: (param, path) => [param.choice(path, STATUSES)],
	},
	team: pickedBy('Team', 'getTeams', 'The team that gets the conversation'),
	teams: {
		property: {
			displayName: 'Team Names or IDs',
			type: 'multiOptions',
			typeOptions: ofAccount('getTeams'),
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		},
		read(param, path) {
			const ids = param.ids(path);
			return ids.length > 0 ? ids : param.refuse(path, 'is empty');
		},
	},
	text: {
		property: typed(
			'Text',
			'The text, in Markdown. Variables such as {{contact.name}} are filled in by Chatwoot.',
			{ typeOptions: { rows: 2 } },
		),
		read: (param, path) => [param.requiredText(path)],
	},
	url: {
		property: typed('URL', 'Where the conversation is sent, with http:// or https://', {
			placeholder: 'e.g. https://n8n.example.com/webhook/chatwoot',
		}),
		read: (param, path) => [webUrl(param, path) ?? param.refuse(path, 'is empty')],
	},
} satisfies Record<string, StepParameter>;

function typed(
	displayName: string,
	description: string,
	more: Partial<INodeProperties> = {},
): StepParameter['property'] {
	return { displayName, type: 'string', default: '', description, ...more };
}

function chosen(
	displayName: string,
	values: readonly string[],
	usual: string,
): StepParameter['property'] {
	const options = [...values].sort().map((value) => ({
		name: capitalised(value),
		value,
	}));
	const type: NodePropertyTypes = 'options';
	return {
		displayName,
		type,
		options,
		default: usual,
		description: options.map(({ value }) => value).join(', '),
	};
}

function pickedBy(noun: string, method: string, description: string): StepParameter {
	return {
		property: {
			displayName: `${noun} Name or ID`,
			type: 'options',
			typeOptions: ofAccount(method),
			default: '',
			description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		read: (param, path) => [param.id(path, noun.toLowerCase())],
	};
}

/** The steps of a macro or a rule as rows, sent as `actions`. */
export function stepsField(of: 'macro' | 'rule'): Field {
	const names = Object.keys(STEPS).filter((name) => of === 'rule' || !STEPS[name].isOfRules);
	const property: INodeProperties = {
		displayName: 'Actions',
		name: 'steps',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Action',
		default: {},
		description: `What the ${of} does, in this order`,
		options: [{ displayName: 'Action', name: 'step', values: rowFields(names) }],
	};
	return field('actions', property, (param, path) => stepsFrom(param, path, names), {
		isNeeded: true,
	});
}

function rowFields(names: string[]): INodeProperties[] {
	const options = names.map((value) => ({ name: STEPS[value].name, value }));
	const needed = Object.entries(STEP_PARAMETERS as Record<string, StepParameter>);
	return [
		{
			displayName: 'Action',
			name: 'action',
			type: 'options',
			options: byName(options),
			default: 'add_label',
			description: 'What is done with the conversation',
		},
		...needed.flatMap(([name, { property }]): INodeProperties[] => {
			const action = names.filter((each) => STEPS[each].needs?.some((need) => need === name));
			return action.length > 0 ? [{ ...property, name, displayOptions: { show: { action } } }] : [];
		}),
	];
}

function stepsFrom(param: ChatwootParameters, path: string, names: string[]): object[] | undefined {
	const rows = param.optionalList(`${path}.step`) ?? [];
	const steps = rows.map((_, index) => {
		const row = `${path}.step[${index}]`;
		const name = param.choice(`${row}.action`, names);
		const { needs = [], as, is } = STEPS[name];
		if (is) return { action_name: is[0], action_params: [is[1]] };
		const values = needs.map((need) => STEP_PARAMETERS[need].read(param, `${row}.${need}`));
		return { action_name: name, action_params: as ? [as(...values)] : values.flat() };
	});
	return steps.length > 0 ? steps : undefined;
}
