-- A unit said after the trigger was made is as fixed as the quantity it is of (R25): one trigger names every column but the end.
DROP TRIGGER item_mapping_versions_append_only ON item_mapping_versions;
--> statement-breakpoint
DROP TRIGGER item_mapping_versions_origin_stays ON item_mapping_versions;
--> statement-breakpoint
DROP TRIGGER item_mapping_versions_names_append_only ON item_mapping_versions;
--> statement-breakpoint
CREATE TRIGGER item_mapping_versions_append_only BEFORE DELETE OR UPDATE OF id, company_id, item_id, version, state, ingredient_id, recipe_id,
  quantity, unit, is_subtraction, effective_from, taken_over_from, names, names_on, created_by, created_at
  ON item_mapping_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
