import { demoWorld } from '../../sandbox/chatwoot';
import type { Rule } from '../../sandbox/model';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { askAnExpert } from './agents-expert';
import { draftForColleagues } from './agents-draft';
import { supportAgent } from './agents-support';
import { publish } from '../../tools/demo/publish';
import type { Scene } from './agents-workflow';
import { People } from './bridge-people';
import { Checks } from './triggers-checks';

/** What happens around an example, by its file in examples/. */
export const scenes: Record<string, { rules: Rule[]; play(scene: Scene): Promise<void> }> = {
	'support-agent.json': supportAgent,
	'draft-for-colleagues.json': draftForColleagues,
	'ask-an-expert.json': askAnExpert,
};

/**
 * n8n's real AI Agent with the examples that have one, between customers, colleagues and a model that
 * answers from a script. Returns the number of failed checks.
 */
export async function runAgents(house: House, isEnding: () => boolean): Promise<number> {
	const check = new Checks();
	for (const [file, { rules, play }] of Object.entries(scenes)) {
		if (isEnding()) break;
		tell(`People and a model around ${file}`);
		house.chatwoot.seed(demoWorld);
		const { alice } = house.twake.seed(twakeWorld);
		house.model.rules = rules;
		house.model.asked.length = 0;
		const people = new People(house.chatwoot, house.twake, alice);
		const workflow = await publish(house, file);
		await play({ house, people, check });
		await house.client.deactivateWorkflow(workflow);
	}
	return check.failed;
}
