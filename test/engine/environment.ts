import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core reads these when it is loaded and would write into the home folder without them.
process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
process.env.N8N_ENCRYPTION_KEY = 'engine-test';
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
// Many tests want failing runs; n8n-core would print each of them.
process.env.N8N_LOG_LEVEL ??= 'silent';
// All test servers are on this machine, even those that store files for another one.
process.env.N8N_SSRF_ALLOWED_IP_RANGES = '127.0.0.0/8';
