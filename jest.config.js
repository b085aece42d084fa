/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// For what hangs: a busy machine may take its time.
	testTimeout: 180_000,
	// Before the tests themselves are loaded.
	setupFiles: ['<rootDir>/test/property-seed.ts'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	// Fastify's `inject` loads cookie, which comes as an ES module only.
	transformIgnorePatterns: ['/node_modules/(?!cookie/)'],
	transform: {
		'^.+\\.[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' } },
		],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.cache'],
};
