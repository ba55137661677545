CREATE TABLE "economy_transfer_detail" (
	"transfer_id" text PRIMARY KEY NOT NULL,
	"memo" text,
	"occurred_at" timestamp (3) with time zone,
	"metadata" jsonb,
	CONSTRAINT "transfer_detail_not_empty" CHECK (num_nonnulls("economy_transfer_detail"."memo", "economy_transfer_detail"."occurred_at", "economy_transfer_detail"."metadata") > 0),
	CONSTRAINT "transfer_memo_is_line" CHECK (char_length("economy_transfer_detail"."memo") between 1 and 200 and "economy_transfer_detail"."memo" is nfc normalized and "economy_transfer_detail"."memo" = btrim("economy_transfer_detail"."memo") and "economy_transfer_detail"."memo" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]'),
	CONSTRAINT "transfer_metadata_flat" CHECK (jsonb_typeof("economy_transfer_detail"."metadata") = 'object' and octet_length("economy_transfer_detail"."metadata"::text) <= 8192 and jsonb_array_length(jsonb_path_query_array("economy_transfer_detail"."metadata", '$.keyvalue()')) <= 16 and not jsonb_path_exists("economy_transfer_detail"."metadata", '$.* ? (@.type() == "object" || @.type() == "array" || @.type() == "null")'))
);
