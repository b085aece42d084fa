import ts from 'typescript';

/** One `param.text('path')` in the sources. */
export interface Read {
	line: number;
	/** As it is written. */
	text: string;
	/** The paths that it may stand for, without the indices of rows: what is only known at run time is anything. */
	pattern: RegExp;
}

/** A name that stands for a text, such as `const AT = 'additionalFields'`. */
type Resolve = (name: string) => string | undefined;

/** All reads of parameters whose paths the source tells, at least in part. */
export function readsIn(source: string, methods: Set<string>, imported: Resolve): Read[] {
	const file = parse(source);
	const own = textConstants(file);
	const resolve: Resolve = (name) => own.get(name) ?? imported(name);
	const reads: Read[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && isRead(node.expression, methods)) {
			const pattern = patternOf(node.arguments[0], resolve);
			const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
			if (pattern) reads.push({ line: line + 1, text: node.arguments[0].getText(file), pattern });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	return reads;
}

/** The methods of the classes in a source that take a path as their first argument. */
export function pathMethodsIn(source: string): string[] {
	const classes = parse(source).statements.filter(ts.isClassDeclaration);
	return classes
		.filter(({ name }) => name?.text.endsWith('Parameters'))
		.flatMap(({ members }) => members.filter(ts.isMethodDeclaration))
		.filter(({ parameters: [first] }) => first?.name.getText() === 'path')
		.map(({ name }) => name.getText());
}

function parse(source: string): ts.SourceFile {
	return ts.createSourceFile('file.ts', source, ts.ScriptTarget.ES2022, true);
}

/** `param.text`, `context.param.text`, `this.param.text`, and n8n's own `getNodeParameter`. */
function isRead(called: ts.Expression, methods: Set<string>): boolean {
	if (!ts.isPropertyAccessExpression(called)) return false;
	if (called.name.text === 'getNodeParameter') return true;
	if (!methods.has(called.name.text)) return false;
	const receiver = called.expression;
	const name = ts.isPropertyAccessExpression(receiver) ? receiver.name : receiver;
	return ts.isIdentifier(name) && name.text === 'param';
}

function textConstants(file: ts.SourceFile): Map<string, string> {
	const declarations = file.statements
		.filter(ts.isVariableStatement)
		.flatMap(({ declarationList }) => [...declarationList.declarations]);
	return new Map(
		declarations.flatMap(({ name, initializer }) =>
			initializer && ts.isStringLiteralLike(initializer)
				? [[name.getText(), initializer.text]]
				: [],
		),
	);
}

function patternOf(path: ts.Expression | undefined, resolve: Resolve): RegExp | undefined {
	if (!path) return undefined;
	if (ts.isStringLiteralLike(path)) return exactly(quoted(path.text));
	if (ts.isIdentifier(path)) {
		const text = resolve(path.text);
		return text === undefined ? undefined : exactly(quoted(text));
	}
	if (!ts.isTemplateExpression(path)) return undefined;
	const spans = path.templateSpans.map(({ expression, literal }) => {
		const known = ts.isIdentifier(expression) ? resolve(expression.text) : undefined;
		return (known === undefined ? '.*' : quoted(known)) + quoted(literal.text);
	});
	return exactly(quoted(path.head.text) + spans.join(''));
}

const exactly = (pattern: string): RegExp => new RegExp(`^${pattern.replace(/\\\[.*?\\\]/g, '')}$`);
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
