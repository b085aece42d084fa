import type { Automation, Run, Workflow } from './shown/types';

/** The n8n that runs beside the servers, if there is one. */
export interface N8n {
	/** Where its editor is. */
	url: string;
	workflows: Workflow[];
	/** What it did, the newest first. */
	runs(): Promise<Run[]>;
	/** Starts a workflow as its editor does. */
	start(workflow: string): Promise<void>;
	/** A cookie by which a browser on this machine is signed in to the editor. */
	cookie(): Promise<string>;
}

/** Asks n8n again and again what it did, one question at a time. */
export class Watch {
	private runs: Run[] = [];
	private isAsking = false;

	constructor(private readonly n8n: N8n) {}

	get shown(): Automation {
		return { workflows: this.n8n.workflows, runs: this.runs };
	}

	async look(): Promise<void> {
		if (this.isAsking) return;
		this.isAsking = true;
		try {
			this.runs = await this.n8n.runs();
		} catch {
			// n8n is restarting or ending: what it did before stays on the page.
		} finally {
			this.isAsking = false;
		}
	}
}
