import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import type { AuditLog, SlaPolicy } from '../../../sandbox/chatwoot/state/records';
import type { Company } from '../../../sandbox/chatwoot/state/types';
import { byId, demo } from '../../Chatwoot/chatwoot';
import type { ReadCase, WriteCase } from '../write-case';
import { written } from './records';

type Prepare = WriteCase<ChatwootSandbox>['prepare'];

export const aPolicy: Omit<SlaPolicy, 'id'> = {
	account_id: 1,
	name: 'Gold',
	description: null,
	first_response_time_threshold: 3600,
	next_response_time_threshold: null,
	resolution_time_threshold: null,
	only_during_business_hours: false,
};

export const aCompany: Omit<Company, 'id'> = {
	account_id: 1,
	name: 'Roe Ltd',
	domain: 'roe.example',
	description: null,
	created_at: 0,
};

export const anAuditLog: Omit<AuditLog, 'id'> = {
	account_id: 1,
	auditable_id: 1,
	auditable_type: 'Webhook',
	user_id: demo.admin,
	username: 'ada@acme.example',
	action: 'update',
	audited_changes: { name: ['Old', 'New'] },
	remote_address: '203.0.113.7',
	created_at: 0,
};

/** What a server with the edition's features has in the demo world's account. */
export function addEnterprise({ state }: ChatwootSandbox): void {
	Object.assign(state.accounts.get(1)!.features, { companies: true, audit_logs: true });
	state.companies.insert(aCompany);
	state.auditLogs.insert(anAuditLog);
	const { id: sla_policy_id } = state.slaPolicies.insert(aPolicy);
	const missed = { account_id: 1, sla_policy_id, sla_status: 'missed' as const };
	state.appliedSlas.insert({
		...missed,
		conversation_id: demo.conversation,
		created_at: Date.now(),
	});
}

const licensed =
	(prepare: Prepare): Prepare =>
	(world, count) => {
		Object.assign(world.state.accounts.get(1)!.features, { companies: true });
		return prepare(world, count);
	};

const text = '={{ $json.text }}';

export const enterpriseCases: Array<WriteCase<ChatwootSandbox>> = [
	...written<Omit<SlaPolicy, 'id'>>({
		resource: 'slaPolicy',
		table: ({ slaPolicies }) => slaPolicies as never,
		own: (index) => ({ ...aPolicy, name: `before ${index}` }),
		column: 'name',
		value: 'text',
		create: { name: text },
		update: { name: text },
	}),
	...written<Omit<Company, 'id'>>({
		resource: 'company',
		table: ({ companies }) => companies as never,
		own: (index) => ({ ...aCompany, name: `before ${index}` }),
		column: 'name',
		value: 'text',
		create: { name: text },
		update: { name: text },
	}).map((each) => ({ ...each, prepare: licensed(each.prepare) })),
];

const today = { period: 'today' };

export const enterpriseReaders: Array<ReadCase<ChatwootSandbox>> = [
	...['company', 'slaPolicy'].flatMap((resource) => [
		{ resource, operation: 'get', parameters: { [resource]: byId(1) } },
		{ resource, operation: 'getMany', parameters: {} },
	]),
	{ resource: 'auditLog', operation: 'getMany', parameters: {} },
	...['getMany', 'getMetrics'].map((operation) => ({
		resource: 'appliedSla',
		operation,
		parameters: today,
	})),
	{ resource: 'reportingEvent', operation: 'getMany', parameters: today },
	{
		resource: 'reportingEvent',
		operation: 'getOfConversation',
		parameters: { conversation: byId(demo.conversation) },
	},
].map((reader) => ({ ...reader, prepare: addEnterprise }));
