DROP INDEX CONCURRENTLY "idx_tx_transfer";
