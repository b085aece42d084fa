import { operation } from '../operation/operation';
import { automationRules } from './kind';

export const cloneAutomationRule = operation({
	name: 'Clone',
	value: 'clone',
	action: 'Clone automation rule',
	description: 'Copy a rule; the copy is switched off if the rule is',
	access: 'administrator',
	on: automationRules,
	act: async ({ api, id }) => await automationRules.records(api).copy(id),
});
