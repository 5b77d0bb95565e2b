// The one list of tables drizzle-kit and the client read. Code imports a table from the file of its
// aggregate.
export * from './audit';
export * from './connection';
export * from './counts';
export * from './deletions';
export * from './inventory';
export * from './invitations';
export * from './jobs';
export * from './ledger';
export * from './lightspeed';
export * from './limits';
export * from './links';
export * from './mail';
export * from './modifiers';
export * from './names';
export * from './notices';
export * from './packaging';
export * from './people';
export * from './retention';
export * from './sales';
export * from './second-factor';
export * from './sessions';
export * from './stock-levels';
export * from './transfers';
export * from './unit-costs';
export * from './void-reasons';
export * from './webhooks';
