import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Grant {
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

interface Claims {
  typ: 'access' | 'refresh';
  grant: string;
  generation: number;
  issued: number;
  expires: number;
  serial: string;
  scope: string;
  session: string;
}

const ACCESS_SECONDS = 1500;
const CODE_MS = 60_000;

/** Tokens are signed, so that a restart with the same secret or state file keeps every grant alive. */
export function createGrants(options: {
  tokenSecret?: string;
  stateFile?: string;
  accessSeconds?: number;
  now: () => Date;
}) {
  const accessSeconds = options.accessSeconds ?? ACCESS_SECONDS;
  const uses = { refreshes: 0, spent: 0 };
  const saved = read(options.stateFile);
  const secret = options.tokenSecret ?? saved?.tokenSecret ?? randomBytes(32).toString('hex');
  const grants = new Map<string, Grant>((saved?.grants ?? []).map((grant) => [grant.id, grant]));
  const codes = new Map<string, Code>();

  function save() {
    if (!options.stateFile) return;
    mkdirSync(path.dirname(options.stateFile), { recursive: true });
    const next = `${options.stateFile}.next`;
    writeFileSync(next, JSON.stringify({ tokenSecret: secret, grants: [...grants.values()] }), {
      mode: 0o600,
    });
    renameSync(next, options.stateFile);
  }
  save();

  const mac = (text: string) => createHmac('sha256', secret).update(text).digest('base64url');
  function sign(claims: Claims): string {
    const head = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const body = `${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return `${body}.${mac(body)}`;
  }
  function open(token: string, typ: Claims['typ']): Claims | undefined {
    const cut = token.lastIndexOf('.');
    const [body, given] = [token.slice(0, cut), Buffer.from(token.slice(cut + 1))];
    const wanted = Buffer.from(mac(body));
    if (cut < 0 || given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
    const claims = JSON.parse(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    return claims.typ === typ ? claims : undefined;
  }
  /** A grant this process has not met was given by an earlier one with the same secret. */
  function grantOf(claims: Claims): Grant {
    const known = grants.get(claims.grant);
    if (known) return known;
    const { grant: id, generation, scope, session } = claims;
    const grant: Grant = { id, generation, scope, session, revoked: false, accessFrom: 0 };
    grants.set(id, grant);
    return grant;
  }

  function issue(grant: Grant) {
    const issued = options.now().getTime();
    const { id, generation, scope, session } = grant;
    const claims = { grant: id, generation, issued, scope, session };
    const make = (typ: Claims['typ'], expires: number) =>
      sign({ ...claims, typ, expires, serial: randomUUID() });
    save();
    return {
      access_token: make('access', issued + accessSeconds * 1000),
      expires_in: accessSeconds,
      // Zero is what offline tokens really carry: no countdown, not expired (R7).
      refresh_expires_in: 0,
      refresh_token: make('refresh', 0),
      token_type: 'Bearer',
      'not-before-policy': 0,
      session_state: session,
      scope: `${scope} profile email`,
    };
  }

  return {
    /** Refresh tokens taken, and refused because they were spent or revoked. */
    uses,
    createCode(redirectUri: string, scope: string) {
      const code = `${randomUUID()}.${randomBytes(16).toString('hex')}`;
      const session = randomUUID();
      codes.set(code, { redirectUri, scope, session, expires: options.now().getTime() + CODE_MS });
      return { code, session };
    },
    /** The pair, or undefined for a code that is unknown, spent, late or meant for another address. */
    redeemCode(code: string, redirectUri: string) {
      const found = codes.get(code);
      codes.delete(code);
      if (!found || found.redirectUri !== redirectUri || found.expires < options.now().getTime())
        return undefined;
      const grant: Grant = {
        id: randomUUID(),
        session: found.session,
        scope: found.scope,
        generation: 1,
        revoked: false,
        accessFrom: 0,
      };
      grants.set(grant.id, grant);
      return issue(grant);
    },
    refresh(token: string) {
      const claims = open(token, 'refresh');
      if (!claims) return undefined;
      const grant = grantOf(claims);
      if (grant.revoked || grant.generation !== claims.generation) {
        uses.spent += 1;
        return undefined;
      }
      uses.refreshes += 1;
      grant.generation += 1;
      return issue(grant);
    },
    /** Scopes of a live access token. */
    scopesOf(token: string): string[] | undefined {
      const claims = open(token, 'access');
      if (!claims || claims.expires <= options.now().getTime()) return undefined;
      const grant = grantOf(claims);
      if (grant.revoked || claims.generation <= grant.accessFrom) return undefined;
      return grant.scope.split(' ');
    },
    revokeAll() {
      for (const grant of grants.values()) grant.revoked = true;
      codes.clear();
      save();
    },
    expireAccessTokens() {
      for (const grant of grants.values()) grant.accessFrom = grant.generation;
      save();
    },
  };
}

function read(file: string | undefined): { tokenSecret: string; grants: Grant[] } | undefined {
  if (!file || !existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as { tokenSecret: string; grants: Grant[] };
}
