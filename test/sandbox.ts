/** What the sandboxes of all services have. */
interface Sandbox<World> {
	seed(world: World): unknown;
	requests: unknown[];
	/** Exceptions that are bugs in the sandbox. */
	mistakes: unknown[];
	close(): Promise<void>;
}

/**
 * A sandbox for the tests of a file, handed to `use` once it runs: each test begins with the same
 * world and without requests, and in the end the sandbox must not have made a mistake.
 */
export function useSandbox<World, Started extends Sandbox<World>>(
	start: () => Promise<Started>,
	world: World,
	use: (started: Started) => void,
): void {
	let sandbox: Started;
	beforeAll(async () => {
		sandbox = await start();
		use(sandbox);
	});
	beforeEach(() => {
		sandbox.seed(world);
		sandbox.requests.length = 0;
	});
	afterAll(async () => {
		expect(sandbox.mistakes).toEqual([]);
		await sandbox.close();
	});
}
