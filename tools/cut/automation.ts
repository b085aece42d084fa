/** What the workflows and `.ci/run` do, without the steps whose scripts are not in the package. */
export function withSteps(text: string, steps: string[], dropped: string[]): string {
	const listed = (list: string, divider: string): string =>
		list
			.split(divider)
			.filter((step) => steps.includes(step))
			.join(divider);
	return text
		.replace(
			/^(\s*step: \[)(.*)(?=\])/m,
			(_all, start: string, list: string) => start + listed(list, ', '),
		)
		.replace(
			/^(steps=\()(.*)(?=\))/m,
			(_all, start: string, list: string) => start + listed(list, ' '),
		)
		.replace(
			/(\.ci\/run )([a-z]+(?: [a-z]+)+)$/m,
			(_all, start: string, list: string) => start + listed(list, ' '),
		)
		.replace(/^ +- if: matrix\.step == '(\w+)'\n.*\n/gm, (all, step: string) =>
			steps.includes(step) ? all : '',
		)
		.replace(/(?:^\t*# .*\n)*^.*npm run .*\n/gm, (lines) =>
			dropped.some((script) => namesScript(lines, script)) ? '' : lines,
		);
}

export function namesScript(text: string, script: string): boolean {
	return new RegExp(`npm run ${script}(?![\\w:-])`).test(text);
}

/** The steps of `.ci/run`, by the scripts that they start. */
export function stepsOf(program: string, dropped: string[]): string[] {
	return [...program.matchAll(/^\t(\w+)\) echo "(npm .*)" ;;$/gm)]
		.filter(([, , command]) => !dropped.some((script) => namesScript(command, script)))
		.map(([, step]) => step);
}
