CREATE TABLE "api_key_record" (
	"id" text PRIMARY KEY NOT NULL,
	"creator_id" text NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"reach" text NOT NULL,
	"issuer" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_key_hash_is_sha256" CHECK ("api_key_record"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "api_key_has_scopes" CHECK (cardinality("api_key_record"."scopes") > 0),
	CONSTRAINT "api_key_reach_known" CHECK ("api_key_record"."reach" in ('own','all')),
	CONSTRAINT "api_key_name_length" CHECK (char_length("api_key_record"."name") between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "api_key_use" (
	"key_id" text PRIMARY KEY NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_key_use" ADD CONSTRAINT "use_key_exists" FOREIGN KEY ("key_id") REFERENCES "public"."api_key_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_api_key_creator" ON "api_key_record" USING btree ("creator_id","id");