import fc from 'fast-check';

// The same cases in every run: what is tried in CI shall not change by itself.
// Others by `PROPERTY_SEED=$RANDOM npx jest`.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_121) });
