import type { WorkspacePlace } from '../../api/places';
import type { Part } from '../operation/parameters';
import { company } from './company';
import { kind } from './kind';

const LOCATORS: Part[] = ['workspace', 'company'];

export const workspace = kind<WorkspacePlace>({
	noun: 'workspace',
	many: 'workspaces',
	description: 'Its ID stands behind /w/ in the address of the browser, which you can paste here',
	url: '/w/...',
	within: company.fields,
	read: (param) => ({
		workspace: param.part('workspace', LOCATORS),
		company: param.company(LOCATORS),
	}),
});
