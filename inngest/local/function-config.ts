import { z } from 'zod';
import { nextCronTime } from './cron';
import { resolveTime } from './duration';
import { compileExpression } from './expression';

const concurrency = z.object({
  limit: z.number().int().min(0),
  key: z.string().optional(),
  scope: z.enum(['fn', 'env', 'account']).optional(),
});

const expression = z.string().superRefine((text, context) => {
  try {
    compileExpression(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
  }
});
const cron = z.string().superRefine((text, context) => {
  try {
    nextCronTime(text, 0);
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
  }
});
const duration = z.string().superRefine((text, context) => {
  try {
    resolveTime(text, 0);
  } catch (error) {
    context.addIssue({ code: 'custom', message: String(error) });
  }
});

/**
 * The parts of a function's registration (SDK spec 4.3.2) that the local server acts on; `unsupported` lists
 * the others it was given.
 */
export const functionConfigSchema = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([z.object({ event: z.string(), expression: expression.optional() }), z.object({ cron })]),
  ),
  steps: z.record(
    z.string(),
    z.object({ retries: z.object({ attempts: z.number().int().min(0).optional() }).optional() }),
  ),
  idempotency: expression.optional(),
  singleton: z.object({ key: expression.optional(), mode: z.enum(['skip', 'cancel']) }).optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: expression.optional(), timeout: duration.optional() }))
    .optional(),
  concurrency: z
    .union([
      z
        .number()
        .int()
        .min(0)
        .transform((limit) => [{ limit, key: undefined, scope: undefined }]),
      concurrency.transform((one) => [one]),
      z.array(concurrency),
    ])
    .optional(),
});

export type FunctionConfig = z.infer<typeof functionConfigSchema>;

export const registrationSchema = z.object({
  url: z.string(),
  appName: z.string().optional(),
  app_id: z.string().optional(),
  functions: z.array(z.record(z.string(), z.unknown())),
});
