import { Workflow } from 'n8n-workflow';
import type { INodeParameters, INodeType, INodeTypes } from 'n8n-workflow';
import { Chatwoot } from '../nodes/Chatwoot/Chatwoot.node';
import { ChatwootTrigger } from '../nodes/Chatwoot/ChatwootTrigger.node';
import { ChatwootClient } from '../nodes/Chatwoot/client/ChatwootClient.node';
import { ChatwootPlatform } from '../nodes/Chatwoot/platform/ChatwootPlatform.node';
import { Twake } from '../nodes/Twake/Twake.node';
import { TwakeTrigger } from '../nodes/Twake/TwakeTrigger.node';
import { TwakeChat } from '../nodes/TwakeChat/TwakeChat.node';
import { TwakeChatTrigger } from '../nodes/TwakeChat/TwakeChatTrigger.node';
import './engine/environment';

/** What n8n's editor shows below the name of a node. */
function subtitleOf(nodeType: INodeType, parameters: INodeParameters): unknown {
	const { description } = nodeType;
	const node = {
		...{ id: '1', name: 'Node', type: description.name, typeVersion: 1 },
		position: [0, 0] as [number, number],
		parameters,
	};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const own = workflow.getNode('Node')!;
	return workflow.expression.getSimpleParameterValue(own, description.subtitle, 'internal', {});
}

describe('the subtitle of a node', () => {
	it.each([
		[
			new Chatwoot(),
			{ resource: 'message', operation: 'sendToContact' },
			'send to contact: message',
		],
		[new ChatwootClient(), { resource: 'csat', operation: 'get' }, 'get: csat'],
		[
			new ChatwootPlatform(),
			{ resource: 'accountUser', operation: 'getMany' },
			'get many: account user',
		],
		[new Twake(), { resource: 'message', operation: 'send' }, 'send: message (Twake before 2024)'],
		[new TwakeChat(), { resource: 'directMessage', operation: 'send' }, 'send: direct message'],
	])('says in words what it does: %#', (node, parameters, words) => {
		expect(subtitleOf(node, parameters)).toBe(words);
	});

	it.each([
		[new ChatwootTrigger(), { preset: 'newCustomerMessage' }, 'New Customer Message'],
		[new ChatwootTrigger(), { preset: 'custom' }, 'Message Created'],
		[
			new ChatwootTrigger(),
			{ preset: 'custom', source: 'bot', events: ['conversation_opened', 'webwidget_triggered'] },
			'Conversation Opened, Chat Window Opened',
		],
		[new TwakeTrigger(), { events: ['button', 'messageMarked'] }, 'Button or Menu, Message Marked'],
		[new TwakeChatTrigger(), {}, 'New Message'],
		[new TwakeChatTrigger(), { events: 'newMessage' }, 'New Message'],
	])('names what starts it: %#', (node, parameters, words) => {
		expect(subtitleOf(node, parameters)).toBe(words);
	});
});
