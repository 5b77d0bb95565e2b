// Browsers drop tabs and line ends from an address and read `\` as `/`: behind either, another host may
// stand.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const TREACHEROUS = /[\u0000-\u001f\u007f-\u009f\\]/;

/** The path when it leads to our own pages, at `appUrl`, as a browser reads it; null for every other. */
export function localPath(path: string | null | undefined, appUrl: string): string | null {
  if (!path?.startsWith('/') || TREACHEROUS.test(path)) return null;
  return URL.canParse(path, appUrl) && new URL(path, appUrl).origin === new URL(appUrl).origin ? path : null;
}
