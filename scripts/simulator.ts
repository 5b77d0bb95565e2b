import { startSimulator } from '@/lib/lightspeed/simulator/start-simulator';

const { env } = process;
const list = (text: string | undefined) =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter(Boolean);
const redirectUris = list(env.SIMULATOR_REDIRECT_URIS);
const simulator = await startSimulator({
  seed: Number(env.SIMULATOR_SEED || 1),
  port: Number(env.PORT || 0),
  control: env.SIMULATOR_CONTROL === '1',
  ...(env.SIMULATOR_STATE ? { stateFile: env.SIMULATOR_STATE } : {}),
  ...(env.LIGHTSPEED_CLIENT_ID ? { clientId: env.LIGHTSPEED_CLIENT_ID } : {}),
  ...(env.LIGHTSPEED_CLIENT_SECRET ? { clientSecret: env.LIGHTSPEED_CLIENT_SECRET } : {}),
  ...(redirectUris?.length ? { redirectUris } : {}),
});
const { url, authorizeUrl, tokenUrl, apiUrl, clientId } = simulator;
process.stdout.write(`${JSON.stringify({ url, authorizeUrl, tokenUrl, apiUrl, clientId })}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
