import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { clientIntegration } from '../../nodes/Chatwoot/client/actions';
import { platformIntegration } from '../../nodes/Chatwoot/platform/actions';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { twakeChatIntegration } from '../../nodes/TwakeChat/actions';

const nodes = {
	Twake: twakeIntegration,
	'Twake Chat': twakeChatIntegration,
	Chatwoot: chatwootIntegration,
	'Chatwoot Client': clientIntegration,
	'Chatwoot Platform': platformIntegration,
};
const TABLE = /(?<=<!-- operations -->\n)[\s\S]*(?=<!-- \/operations -->)/;

/** The page with the table of all operations of all nodes as they are now. */
export function withTable(page: string): string {
	if (!TABLE.test(page))
		throw new Error('docs/operations.md has no place for the table of operations.');
	const rows = Object.entries(nodes).flatMap(([node, { resources }]) =>
		resources.map(({ name, operations }) => {
			const names = operations.map((operation) => operation.name).sort();
			return `| ${node} | ${name} | ${names.join(', ')} |`;
		}),
	);
	const head = ['| Node | Resource | Operations |', '|---|---|---|'];
	return page.replace(TABLE, () => `\n${[...head, ...rows].join('\n')}\n\n`);
}
