-- The old one until the new one is there.
CREATE INDEX CONCURRENTLY "idx_tx_fee" ON "economy_transaction" USING btree ("created_at","wallet_id","amount","reason") WHERE "economy_transaction"."reason" = 'entry_fee' and "economy_transaction"."amount" < 0 and "economy_transaction"."reference" like 'entry_fee:%' or "economy_transaction"."reason" = 'refund' and "economy_transaction"."amount" > 0 and "economy_transaction"."reverses" is not null;--> statement-breakpoint
DROP INDEX CONCURRENTLY "idx_tx_revenue";
