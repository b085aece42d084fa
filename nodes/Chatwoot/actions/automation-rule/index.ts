import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { cloneAutomationRule } from './clone.operation';
import { automationRules } from './kind';

const access = 'administrator';

export const automationRule: Resource = {
	name: 'Automation Rule',
	value: 'automationRule',
	description: 'What Chatwoot does by itself when something happens',
	kind: automationRules,
	operations: [
		cloneAutomationRule,
		createRecord(automationRules, {
			description: 'Let Chatwoot act by itself on every event that meets the conditions',
			access,
			complete: (_param, fields) => ({ active: true, conditions: [], ...fields }),
		}),
		deleteRecord(automationRules, { description: 'Delete an automation rule', access }),
		getRecord(automationRules, { description: 'Get one automation rule', access }),
		getManyRecords(automationRules, {
			description: 'Get the automation rules of the account',
			access,
		}),
		updateRecord(automationRules, {
			description:
				'Change an automation rule, or switch it on or off; new conditions and actions replace the old',
			access,
		}),
	],
};
