import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Claims, SignedTokens } from './signed-tokens';

interface Grant {
  id: string;
  session: string;
  scope: string;
  /** Number of the refresh token that still works; the earlier ones are spent (R7). */
  generation: number;
  revoked: boolean;
  /** Access tokens up to this generation are dead. */
  accessFrom: number;
}

interface Code {
  redirectUri: string;
  scope: string;
  expires: number;
  session: string;
}

interface Saved {
  tokenSecret: string;
  grants: Grant[];
}

interface GrantOptions {
  now: () => Date;
  tokenSecret?: string | undefined;
  /** JSON file that keeps grants over restarts. */
  stateFile?: string | undefined;
  accessSeconds?: number | undefined;
}

const ACCESS_SECONDS = 1500;
const CODE_MS = 60_000;

/** Tokens are signed, so that a restart with the same secret or state file keeps every grant alive. */
export class Grants {
  /** Refresh tokens taken, and refused because they were spent or revoked. */
  readonly uses = { refreshes: 0, spent: 0 };
  private readonly now: () => Date;
  private readonly stateFile: string | undefined;
  private readonly accessSeconds: number;
  private readonly secret: string;
  private readonly tokens: SignedTokens;
  private readonly grants: Map<string, Grant>;
  private readonly codes = new Map<string, Code>();

  constructor(options: GrantOptions) {
    const saved = read(options.stateFile);
    this.now = options.now;
    this.stateFile = options.stateFile;
    this.accessSeconds = options.accessSeconds ?? ACCESS_SECONDS;
    this.secret = options.tokenSecret ?? saved?.tokenSecret ?? randomBytes(32).toString('hex');
    this.tokens = new SignedTokens(this.secret);
    this.grants = new Map((saved?.grants ?? []).map((grant) => [grant.id, grant]));
    this.save();
  }

  createCode(redirectUri: string, scope: string) {
    const code = `${randomUUID()}.${randomBytes(16).toString('hex')}`;
    const session = randomUUID();
    this.codes.set(code, { redirectUri, scope, session, expires: this.now().getTime() + CODE_MS });
    return { code, session };
  }

  /** The pair, or undefined for a code that is unknown, spent, late or meant for another address. */
  redeemCode(code: string, redirectUri: string) {
    const found = this.codes.get(code);
    this.codes.delete(code);
    if (!found || found.redirectUri !== redirectUri || found.expires < this.now().getTime()) return undefined;
    const { session, scope } = found;
    const grant = { id: randomUUID(), session, scope, generation: 1, revoked: false, accessFrom: 0 };
    this.grants.set(grant.id, grant);
    return this.issue(grant);
  }

  /** The next pair, or undefined for a token that is unknown, spent or revoked. */
  refresh(token: string) {
    const claims = this.tokens.open(token, 'refresh');
    if (!claims) return undefined;
    const grant = this.grantOf(claims);
    if (grant.revoked || grant.generation !== claims.generation) {
      this.uses.spent += 1;
      return undefined;
    }
    this.uses.refreshes += 1;
    grant.generation += 1;
    return this.issue(grant);
  }

  /** Scopes of a live access token. */
  scopesOf(token: string): string[] | undefined {
    const claims = this.tokens.open(token, 'access');
    if (!claims || claims.expires <= this.now().getTime()) return undefined;
    const grant = this.grantOf(claims);
    if (grant.revoked || claims.generation <= grant.accessFrom) return undefined;
    return grant.scope.split(' ');
  }

  revokeAll() {
    for (const grant of this.grants.values()) grant.revoked = true;
    this.codes.clear();
    this.save();
  }

  expireAccessTokens() {
    for (const grant of this.grants.values()) grant.accessFrom = grant.generation;
    this.save();
  }

  /** A grant this process has not met was given by an earlier one with the same secret. */
  private grantOf(claims: Claims): Grant {
    const known = this.grants.get(claims.grant);
    if (known) return known;
    const { grant: id, generation, scope, session } = claims;
    const grant: Grant = { id, generation, scope, session, revoked: false, accessFrom: 0 };
    this.grants.set(id, grant);
    return grant;
  }

  private issue(grant: Grant) {
    const issued = this.now().getTime();
    const { id, generation, scope, session } = grant;
    const claims = { grant: id, generation, issued, scope, session };
    const make = (typ: Claims['typ'], expires: number) =>
      this.tokens.sign({ ...claims, typ, expires, serial: randomUUID() });
    this.save();
    return {
      access_token: make('access', issued + this.accessSeconds * 1000),
      expires_in: this.accessSeconds,
      // Zero is what offline tokens really carry: no countdown, not expired (R7).
      refresh_expires_in: 0,
      refresh_token: make('refresh', 0),
      token_type: 'Bearer',
      'not-before-policy': 0,
      session_state: session,
      scope: `${scope} profile email`,
    };
  }

  private save() {
    if (!this.stateFile) return;
    mkdirSync(path.dirname(this.stateFile), { recursive: true });
    const next = `${this.stateFile}.next`;
    const saved: Saved = { tokenSecret: this.secret, grants: [...this.grants.values()] };
    writeFileSync(next, JSON.stringify(saved), { mode: 0o600 });
    renameSync(next, this.stateFile);
  }
}

function read(file: string | undefined): Saved | undefined {
  if (!file || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as Saved;
}
