import type { TokenVault } from '@/lib/ports';
import type { RenderedMail } from './render-mail';

type Kept = RenderedMail & { locale: string };

/** Bound to its mail: links in it open accounts (R6). */
export const sealMail = (vault: TokenVault, id: string, mail: Kept): string =>
  vault.seal(JSON.stringify(mail), `mail:${id}`);
export const openMail = (vault: TokenVault, id: string, sealed: string): Kept =>
  JSON.parse(vault.open(sealed, `mail:${id}`)) as Kept;
