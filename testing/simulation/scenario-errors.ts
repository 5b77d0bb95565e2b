import { isDomainError } from '@/lib/core/domain-error';
import { type ErrorCode, isErrorCode } from '@/lib/core/error-codes';
import { approveConsent } from '@/lib/lightspeed/simulator/approve-consent';
import { createAuthorizeUrl } from '@/lib/services/integration/create-authorize-url';
import { finishAuthorization } from '@/lib/services/integration/finish-authorization';
import { getIntegration } from '@/lib/services/integration/get-integration';
import { CLIENT_SECRET, type Scenario } from './scenario';

function codesFor(run: Scenario, since: number): Set<ErrorCode> {
  const happened = run.faults.delivered.slice(since);
  const codes = new Set<ErrorCode>();
  if (happened.some((fault) => fault.kind !== '401')) codes.add('lightspeed_api_error');
  if (happened.filter((fault) => fault.kind === '401').length >= 3) codes.add('lightspeed_auth_failed');
  if (happened.some((fault) => fault.isLost)) run.isGrantDead = true;
  if (run.isGrantDead) codes.add('lightspeed_auth_failed');
  if (run.isSecretWrong) codes.add('lightspeed_not_configured');
  return codes;
}

export async function judgeCode(run: Scenario, code: string, since: number, what: string): Promise<void> {
  const allowed = codesFor(run, since);
  run.count(`error ${code}`);
  run.check(isErrorCode(code) && allowed.has(code), () => {
    const happened = run.faults.delivered.slice(since).map((fault) => fault.kind);
    return `${what} ended with ${code}; right were [${[...allowed]}] after [${happened}]`;
  });
  const integration = await getIntegration(run.ctx, { company_id: run.companyId });
  if (!integration) return;
  const isAsking = integration.status === 'needs_reauthorization';
  if (isAsking) run.check(run.isGrantDead, () => `${what}: asks for a consent, but the grant lives`);
  if (code === 'lightspeed_auth_failed' && run.isGrantDead)
    run.check(isAsking, () => `${what}: the grant is dead, but the integration does not say so`);
}

/**
 * Does it, and again as a person would, up to six times under ever fewer faults; mends what the error says
 * is broken.
 */
export async function retryAsUser<T>(run: Scenario, what: string, work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const since = run.faults.delivered.length;
    try {
      return await work();
    } catch (error) {
      if (!isDomainError(error)) throw error;
      run.shown.push(`${error.message} ${JSON.stringify(error.details)}`);
      await judgeCode(run, error.code, since, what);
      if (tries === 6) throw error;
      if (tries === 3) run.faults.level = 'calm';
      await mend(run, error.code);
      run.clock.advance(60_000);
    }
  }
}

export async function mend(run: Scenario, code: string): Promise<void> {
  if (code === 'lightspeed_not_configured') {
    const before = await getIntegration(run.ctx, { company_id: run.companyId });
    run.check(before?.status === 'connected', () => 'a wrong client secret disconnected the merchant (R7)');
    run.simulator.control.setClientSecret(CLIENT_SECRET);
    run.isSecretWrong = false;
  }
  if (code === 'lightspeed_auth_failed' && run.isGrantDead) await reconnect(run);
}

export async function consent(run: Scenario, purpose: 'connect' | 'reauthorize') {
  const { url } = await createAuthorizeUrl(run.ctx, { company_id: run.companyId, purpose, name: 'Till' });
  const { searchParams: back } = await approveConsent(url);
  return finishAuthorization(run.ctx, { state: back.get('state') ?? '', code: back.get('code') ?? '' });
}

async function reconnect(run: Scenario): Promise<void> {
  const level = run.faults.level;
  run.faults.level = 'calm';
  run.faults.loseNextRefresh = false;
  const { integration } = await consent(run, 'reauthorize');
  run.check(integration.status === 'connected', () => 'a new consent did not connect (R8)');
  run.isGrantDead = false;
  run.faults.level = level;
  run.count('reauthorized');
}
