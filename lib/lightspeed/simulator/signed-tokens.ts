import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Claims {
  typ: 'access' | 'refresh';
  grant: string;
  generation: number;
  /** Epoch milliseconds. */
  issued: number;
  expires: number;
  serial: string;
  scope: string;
  session: string;
}

/** Tokens that look like Keycloak's; the claims are readable, the signature is ours. */
export class SignedTokens {
  private readonly secret: string;

  constructor(secret: string) {
    this.secret = secret;
  }

  sign(claims: Claims): string {
    const head = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const body = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${body}.${this.mac(body)}`;
  }

  /** The claims, or undefined for a token of another secret or kind. */
  open(token: string, typ: Claims['typ']): Claims | undefined {
    const cut = token.lastIndexOf('.');
    const [body, given] = [token.slice(0, cut), Buffer.from(token.slice(cut + 1))];
    const wanted = Buffer.from(this.mac(body));
    if (cut < 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    const claims = JSON.parse(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    return claims.typ === typ ? claims : undefined;
  }

  private mac(text: string) {
    return createHmac('sha256', this.secret).update(text).digest('base64url');
  }
}
