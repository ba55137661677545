CREATE TABLE "audit_head" (
	"day" date PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_segment" (
	"number" integer PRIMARY KEY NOT NULL,
	"previous" text NOT NULL,
	"head" text NOT NULL,
	"rows" jsonb NOT NULL,
	"sealed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "audit_segment_number_positive" CHECK ("audit_segment"."number" > 0),
	CONSTRAINT "audit_segment_hashes" CHECK ("audit_segment"."head" ~ '^[0-9a-f]{64}$' and "audit_segment"."previous" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "audit_segment_has_rows" CHECK (jsonb_array_length("audit_segment"."rows") > 0)
);
--> statement-breakpoint
CREATE TABLE "sanction_erased_subject" (
	"hash" text PRIMARY KEY NOT NULL,
	"player_id" text NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sanction_strike" (
	"sanction_id" text PRIMARY KEY NOT NULL,
	"player_id" text NOT NULL,
	"points" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decays_at" timestamp (3) with time zone NOT NULL,
	"dismissed_by" text,
	"dismissed_at" timestamp (3) with time zone,
	"dismiss_reason" text,
	CONSTRAINT "strike_points_positive" CHECK ("sanction_strike"."points" > 0),
	CONSTRAINT "strike_decays_after_start" CHECK ("sanction_strike"."decays_at" > "sanction_strike"."created_at"),
	CONSTRAINT "strike_dismissed_whole" CHECK (("sanction_strike"."dismissed_by" is null) = ("sanction_strike"."dismissed_at" is null) and ("sanction_strike"."dismissed_by" is null) = ("sanction_strike"."dismiss_reason" is null)),
	CONSTRAINT "strike_not_dismissed_by_player" CHECK ("sanction_strike"."dismissed_by" <> "sanction_strike"."player_id")
);
--> statement-breakpoint
ALTER TABLE "identity_subject" ADD COLUMN "hashes" text[];--> statement-breakpoint
ALTER TABLE "audit_head" ADD CONSTRAINT "audit_head_segment_exists" FOREIGN KEY ("number") REFERENCES "public"."audit_segment"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_strike" ADD CONSTRAINT "strike_sanction_exists" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanction_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_audit_segment_sealed" ON "audit_segment" USING btree ("sealed_at");--> statement-breakpoint
CREATE INDEX "idx_erased_subject_player" ON "sanction_erased_subject" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "idx_strike_player" ON "sanction_strike" USING btree ("player_id","sanction_id" DESC NULLS FIRST);