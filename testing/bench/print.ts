const WIDTH = 38;

export const title = (text: string) => console.log(`\n${text}`);
export const row = (name: string, value: string) => console.log(`  ${name.padEnd(WIDTH)} ${value}`);
export const note = (text: string) => console.log(`  ! ${text}`);
export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2).padStart(8)} s`;
export const millis = (milliseconds: number) => `${milliseconds.toFixed(1).padStart(8)} ms`;
export const ratio = (value: number) => value.toFixed(2).padStart(8);
