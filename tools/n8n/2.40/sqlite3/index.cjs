// n8n's database driver, without a compiler: this one ships its native part for every platform, but
// only as a module that is imported.
module.exports = require('@appthreat/sqlite3').default;
