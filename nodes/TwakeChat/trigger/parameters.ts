import type { ITriggerFunctions } from 'n8n-workflow';
import { ofTrigger, Parameters } from '../../shared/parameters';
import { quote } from '../../shared/text';
import { parseRoom, parseUser } from '../api/ids';
import type { RoomsApi } from '../api/rooms';
import type { ChatEvent } from './events';
import { triggerFields } from './fields';
import type { Filter } from './filter';
import type { ChosenRooms } from './heard-rooms';

const EVENTS: ChatEvent[] = [
	'invited',
	'memberJoined',
	'memberLeft',
	'messageDeleted',
	'messageEdited',
	'newMessage',
	'reactionAdded',
];
const POSITIONS = ['all', 'threads', 'outside'] as const;

/** The parameters of the Twake Chat Trigger. */
export class TriggerParameters extends Parameters {
	constructor(context: ITriggerFunctions) {
		super(ofTrigger(context), undefined, triggerFields);
	}

	/** The chosen rooms and spaces; aliases are looked up. */
	async rooms(api: RoomsApi): Promise<ChosenRooms> {
		const read = async (path: string) =>
			await Promise.all(
				this.names(path).map(async (text) => await api.idOf(this.parsed(path, text, parseRoom))),
			);
		return { rooms: await read('filters.rooms'), spaces: await read('filters.spaces') };
	}

	/** What else the user filtered by. */
	filter(): Filter {
		return {
			events: this.events(),
			users: this.names('filters.users').map((text) =>
				this.parsed('filters.users', text, parseUser),
			),
			mentionsOnly: this.boolean('filters.mentionsOnly'),
			takesNotices: this.boolean('filters.notices'),
			position: this.optionalChoice('filters.position', POSITIONS) ?? 'all',
		};
	}

	private events(): ChatEvent[] {
		const names = this.names('events');
		const unknown = names.find((name) => !EVENTS.some((event) => event === name));
		if (unknown !== undefined) {
			this.refuse('events', `does not know ${quote(unknown)}`, `There are: ${EVENTS.join(', ')}.`);
		}
		if (names.length === 0) this.refuse('events', 'is empty', 'Choose what starts the workflow.');
		return EVENTS.filter((event) => names.includes(event));
	}

	private parsed(path: string, text: string, parse: (text: string) => string | undefined): string {
		return parse(text) ?? this.refuse(path, `is not an ID: ${quote(text)}`);
	}
}
