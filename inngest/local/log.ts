export type Log = Record<'info' | 'warn' | 'error', (details: object, message: string) => void>;

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };
