export { cacheFolder, repository } from './cache';
export { N8nClient, owner } from './client';
export type {
	Credential,
	Execution,
	NodeRun,
	StoredWorkflow,
	Workflow,
	WorkflowNode,
} from './client';
export { installN8n, n8nVersionNamed, n8nVersions } from './install';
export type { Installation, N8nVersion } from './install';
export { installIntoN8n, packPackage } from './package-into-n8n';
export { toolEnvironment } from './environment';
export { Problem } from './problem';
export { reported } from './reported';
export { freePorts } from './processes';
export { startQueue } from './queue/queue';
export type { Member, RunningQueue } from './queue/queue';
export { startN8n } from './server';
export type { N8nOptions, RunningN8n } from './server';
export type { Tell } from './tell';
export { installTool } from './tool';
