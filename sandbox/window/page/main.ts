import type { Shown } from '../shown/types';
import { Customer } from './customer';
import { byId } from './dom';
import { Inbox } from './inbox';
import { Runs } from './runs';
import { Sides } from './sides';
import { Team } from './team';

const IN_MEMORY = 'The chats are servers in this machine’s memory.';

const inbox = new Inbox();
const customer = new Customer((source) => inbox.openOf(source));
const parts = [customer, inbox, new Team(), new Runs()];
const sides = new Sides();

const events = new EventSource('/events');
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
	const shown = JSON.parse(data) as Shown;
	byId('connection').textContent = '';
	byId('about').textContent = shown.n8n ? 'Real workflows in a real n8n. ' + IN_MEMORY : IN_MEMORY;
	for (const part of parts) part.show(shown);
	const { chatwoot, twake, matrix, n8n } = shown;
	const conversations = chatwoot.conversations.length;
	sides.show({ customer: chatwoot, inbox: conversations, team: [twake, matrix], runs: n8n?.runs });
});
// The address of a conversation in Chatwoot's own dashboard, as n8n writes it.
document.addEventListener('click', (event) => {
	const link = (event.target as Element).closest('a');
	const number = /\/app\/accounts\/\d+\/conversations\/(\d+)$/.exec(link?.href ?? '')?.[1];
	if (number === undefined) return;
	event.preventDefault();
	inbox.turnTo(Number(number));
	sides.turnTo('inbox');
});

events.addEventListener('error', () => {
	byId('connection').textContent = 'Nobody answers: does the demo still run?';
});
