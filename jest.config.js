const { resolve } = require('node:path');

/** The folder of another n8n-core to run the nodes with (`npm run test:n8n-versions`). */
const { N8N_CORE_FOLDER } = process.env;

/** n8n-core, and the packages that it shares with the nodes and the tests, from that folder. */
function fromFolder() {
	if (!N8N_CORE_FOLDER) return {};
	const paths = [resolve(N8N_CORE_FOLDER)];
	const shared = ['n8n-core', 'n8n-workflow', '@n8n/di'];
	return Object.fromEntries(shared.map((name) => [`^${name}$`, require.resolve(name, { paths })]));
}

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// Tests wait for each other's servers more than they compute: one core less would leave much of the time unused.
	maxWorkers: '100%',
	// For what hangs: a busy machine may take its time.
	testTimeout: 180_000,
	// Before the tests themselves are loaded.
	setupFiles: ['<rootDir>/test/property-seed.ts'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	moduleNameMapper: fromFolder(),
	// Fastify's `inject` loads cookie, which comes as an ES module only.
	transformIgnorePatterns: ['/node_modules/(?!cookie/)'],
	transform: {
		'^.+\\.[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' } },
		],
	},
	// Another n8n-core lies in the cache (tools/n8n/tool.ts), and so does all of n8n.
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache/(?!n8n/n8n-core-)'],
};
