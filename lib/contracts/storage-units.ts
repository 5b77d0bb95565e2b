import { z } from 'zod';
import { idSchema, instantSchema, listShape, nameSchema } from './common';

export const listStorageUnitsInput = z.object(listShape);
export const createStorageUnitInput = z.object({
  company_id: idSchema,
  name: nameSchema,
  address: z.string().trim().max(500).nullish(),
});
export const updateStorageUnitInput = z.object({
  id: idSchema,
  company_id: idSchema.optional(),
  name: nameSchema.optional(),
  address: z.string().trim().max(500).nullish(),
});
export const storageUnitSchema = z
  .object({
    id: idSchema,
    company_id: idSchema,
    name: z.string(),
    address: z.string().nullable(),
    is_archived: z.boolean(),
    created_at: instantSchema,
    updated_at: instantSchema,
  })
  .meta({ id: 'StorageUnit' });
export type StorageUnit = z.infer<typeof storageUnitSchema>;
