CREATE INDEX CONCURRENTLY "idx_tx_wallet_created_desc" ON "economy_transaction" USING btree ("wallet_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);
