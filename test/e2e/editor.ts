// n8n's editor in a real Chromium. By hand, to look at a node (n8n runs already: `npm run demo`):
//
//   npx tsx test/e2e/editor.ts --base URL [--workflow ID] [steps, in the order given] --out file.png
//
//   --workflow ID          opens a stored workflow; without it, a new one
//   --add "Chatwoot"       adds a node: searches the node creator and takes the first hit ...
//   --action "Create contact"     ... and of its actions this one
//   --creator "Chatwoot"   only opens the node creator and searches, to see what it offers
//   --node "Name"          opens the parameter panel of a node on the canvas
//   --choose "Resource=Message"   picks an option of a drop-down parameter in the open panel
//   --option "Identifier"  adds an option of the panel's first "Add Field"/"Add option" list
//   --list "Inbox"         opens the drop-down of a resource locator
//   --tab "Settings"       turns to a tab of the panel
//   --press "Execute step" presses a button by its text
//   --close                closes the panel
//   --run                  runs the workflow and waits for its end
//   --wait 2000            waits (milliseconds)
//   --text "selector"      prints the text of an element, e.g. [data-test-id=output-panel]
//   --shot file.png        a screenshot at this point
//   --email, --password    the login, unless it is the sandbox's own
//   --size 1440x900        the window
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../tools/n8n';
import { Editor } from './driver';

type Step = (editor: Editor, value: string) => Promise<unknown>;

const steps: Record<string, Step> = {
	'--creator': (editor, text) => editor.searchCreator(text),
	'--node': (editor, name) => editor.openNode(name),
	'--choose': (editor, value) => editor.choose(...pair(value)),
	'--option': (editor, name) => editor.addOption(name),
	'--list': (editor, parameter) => editor.openList(parameter),
	'--tab': (editor, name) => editor.turnTo(name),
	'--press': (editor, text) => editor.press(text),
	'--close': (editor) => editor.closeNode(),
	'--run': (editor) => editor.run(),
	'--wait': (editor, milliseconds) => editor.wait(Number(milliseconds)),
	'--text': async (editor, selector) => console.log(await editor.text(selector)),
	'--shot': (editor, path) => editor.screenshot(path),
	'--out': (editor, path) => editor.screenshot(path),
};
const settings = ['--base', '--workflow', '--email', '--password', '--size'];
const bare = ['--close', '--run'];

function pair(value: string): [string, string] {
	const [name, ...rest] = value.split('=');
	return [name, rest.join('=')];
}

/** The command line as `[flag, value]`, in order. */
function readArguments(words: string[]): Array<[string, string]> {
	const known = [...Object.keys(steps), ...settings, '--add', '--action'];
	const found: Array<[string, string]> = [];
	for (let index = 0; index < words.length; index++) {
		const flag = words[index];
		if (!known.includes(flag)) throw new Problem(`${flag} is unknown: see the head of editor.ts.`);
		if (bare.includes(flag)) {
			found.push([flag, '']);
			continue;
		}
		const value = words[++index];
		if (value === undefined) throw new Problem(`${flag} needs a value.`);
		found.push([flag, value]);
	}
	return found;
}

async function main(): Promise<void> {
	const given = readArguments(process.argv.slice(2));
	const setting = (flag: string) => given.find(([name]) => name === flag)?.[1];
	const base = setting('--base');
	if (base === undefined) throw new Problem('--base needs the address of a running n8n.');
	const [width, height] = (setting('--size') ?? '1440x900').split('x').map(Number);
	const [email, password] = [setting('--email'), setting('--password')];
	const editor = await Editor.open({ base, email, password, width, height });
	try {
		await editor.openWorkflow(setting('--workflow'));
		for (const [index, [flag, value]] of given.entries()) {
			const [following, action] = given[index + 1] ?? [];
			if (flag === '--add') {
				await editor.addNode(value, following === '--action' ? action : undefined);
			}
			await steps[flag]?.(editor, value);
		}
	} catch (error) {
		const path = join(tmpdir(), 'editor-failed.png');
		await editor.screenshot(path);
		console.error(`A screenshot of the failure: ${path}`);
		throw error;
	} finally {
		await editor.close();
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
});
