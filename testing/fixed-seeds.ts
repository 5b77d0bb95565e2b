import fc from 'fast-check';

/**
 * Every run draws the same cases, so that a test fails for a change and not by chance. `FRESH_SEEDS=1` draws
 * others; a failure names its seed and path, with which `fc.assert` draws it again.
 */
if (!process.env.FRESH_SEEDS) fc.configureGlobal({ seed: 20_260_312 });
