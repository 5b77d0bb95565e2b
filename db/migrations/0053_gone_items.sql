-- Since when an item is listed no longer says until when it bore its SKU: days are planned from that too (R14).
DROP TRIGGER plan_changes_update ON lightspeed_items;--> statement-breakpoint
CREATE TRIGGER plan_changes_update AFTER UPDATE ON lightspeed_items FOR EACH ROW
  WHEN ((OLD.sku, OLD.sku_since, OLD.archived_at, OLD.gone_at, OLD.item_type, OLD.accounting_group, OLD.split_from, OLD.business_id, OLD.lightspeed_id, OLD.created_at)
    IS DISTINCT FROM (NEW.sku, NEW.sku_since, NEW.archived_at, NEW.gone_at, NEW.item_type, NEW.accounting_group, NEW.split_from, NEW.business_id, NEW.lightspeed_id, NEW.created_at))
  EXECUTE FUNCTION note_plan_change_of_row();
