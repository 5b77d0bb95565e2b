import { config } from 'zod/v4/core';

// Before any schema is made: zod would try whether it may compile code, which the pages' policy forbids and
// the browser then reports.
config({ jitless: true });
