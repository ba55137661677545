CREATE TABLE "certificate_certificate" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"tournament_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"type" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"display_name" text NOT NULL,
	"tournament_title" text NOT NULL,
	"place" integer NOT NULL,
	"entrant_count" integer NOT NULL,
	"ended_on" date NOT NULL,
	"issuer" text NOT NULL,
	"pdf_sha256" text,
	"pdf_size_bytes" integer,
	"png_sha256" text,
	"png_size_bytes" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text,
	"download_count" integer DEFAULT 0 NOT NULL,
	"first_downloaded_at" timestamp (3) with time zone,
	CONSTRAINT "certificate_state_known" CHECK ("certificate_certificate"."state" in ('pending','active','revoked','suspended','superseded','expired')),
	CONSTRAINT "certificate_type_known" CHECK ("certificate_certificate"."type" in ('winner','runner_up','third_place','participant')),
	CONSTRAINT "certificate_language_known" CHECK ("certificate_certificate"."language" in ('en','bn')),
	CONSTRAINT "certificate_active_has_files" CHECK ("certificate_certificate"."state" <> 'active' or ("certificate_certificate"."pdf_sha256" is not null and "certificate_certificate"."png_sha256" is not null and "certificate_certificate"."issued_at" is not null)),
	CONSTRAINT "certificate_revoked_has_reason" CHECK ("certificate_certificate"."state" <> 'revoked' or ("certificate_certificate"."revoked_at" is not null and "certificate_certificate"."revoked_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "economy_transaction" (
	"id" text PRIMARY KEY NOT NULL,
	"transfer_id" text NOT NULL,
	"wallet_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"actor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "transaction_amount_not_zero" CHECK ("economy_transaction"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "economy_wallet" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner_id" text DEFAULT '' NOT NULL,
	"currency" text DEFAULT 'COIN' NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"allows_negative" boolean DEFAULT false NOT NULL,
	"is_frozen" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "wallet_balance_not_negative" CHECK ("economy_wallet"."balance" >= 0 or "economy_wallet"."allows_negative"),
	CONSTRAINT "wallet_kind_known" CHECK ("economy_wallet"."kind" in ('player','treasury','fees','escrow'))
);
--> statement-breakpoint
CREATE TABLE "event_outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"relayed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "http_idempotency" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"body" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_once_per_key" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "moderation_audit" (
	"id" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"actor_id" text NOT NULL,
	"subject_id" text,
	"ref_type" text NOT NULL,
	"ref_id" text NOT NULL,
	"meta" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_match" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"round" integer NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"entrant_a" text,
	"entrant_b" text,
	"winner_id" text,
	"loser_id" text,
	"score_a" integer,
	"score_b" integer,
	"reported_by" text,
	"winner_to_match" text,
	"winner_to_slot" text,
	"loser_to_match" text,
	"loser_to_slot" text,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "match_entrants_differ" CHECK ("tournament_match"."entrant_a" <> "tournament_match"."entrant_b"),
	CONSTRAINT "match_score_not_negative" CHECK ("tournament_match"."score_a" >= 0 and "tournament_match"."score_b" >= 0),
	CONSTRAINT "match_state_known" CHECK ("tournament_match"."state" in ('scheduled','check_in','ready','live','pending_result','completed','disputed','forfeit','cancelled')),
	CONSTRAINT "match_completed_has_winner_and_loser" CHECK ("tournament_match"."state" <> 'completed' or (least("tournament_match"."winner_id", "tournament_match"."loser_id") = least("tournament_match"."entrant_a", "tournament_match"."entrant_b") and greatest("tournament_match"."winner_id", "tournament_match"."loser_id") = greatest("tournament_match"."entrant_a", "tournament_match"."entrant_b") and "tournament_match"."winner_id" is not null and "tournament_match"."loser_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "tournament_placement" (
	"tournament_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"rank" integer NOT NULL,
	"decided_by" text NOT NULL,
	CONSTRAINT "placement_once_per_registration" PRIMARY KEY("tournament_id","registration_id"),
	CONSTRAINT "placement_rank_positive" CHECK ("tournament_placement"."rank" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_registration" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"player_id" text NOT NULL,
	"display_name" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"seed" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registration_state_known" CHECK ("tournament_registration"."state" in ('pending','confirmed','waitlisted','rejected','cancelled','no_show')),
	CONSTRAINT "registration_language_known" CHECK ("tournament_registration"."language" in ('en','bn')),
	CONSTRAINT "registration_name_length" CHECK (char_length("tournament_registration"."display_name") between 1 and 50),
	CONSTRAINT "registration_seed_positive" CHECK ("tournament_registration"."seed" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_result" (
	"id" text PRIMARY KEY NOT NULL,
	"match_id" text NOT NULL,
	"kind" text NOT NULL,
	"score_a" integer NOT NULL,
	"score_b" integer NOT NULL,
	"actor_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_tournament" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"issuer" text NOT NULL,
	"organizer_id" text NOT NULL,
	"mode" text NOT NULL,
	"format" text NOT NULL,
	"state" text NOT NULL,
	"capacity" integer NOT NULL,
	"entrants_min" integer NOT NULL,
	"has_third_place_match" boolean NOT NULL,
	"confirmed_count" integer DEFAULT 0 NOT NULL,
	"event_seq" integer DEFAULT 0 NOT NULL,
	"registration_opens_at" timestamp (3) with time zone,
	"registration_closes_at" timestamp (3) with time zone,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"seeding_method" text,
	"seeding_seed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tournament_capacity_in_range" CHECK ("tournament_tournament"."capacity" between 2 and 1024),
	CONSTRAINT "tournament_entrants_min_in_range" CHECK ("tournament_tournament"."entrants_min" between 2 and "tournament_tournament"."capacity"),
	CONSTRAINT "tournament_capacity_exact" CHECK ("tournament_tournament"."confirmed_count" between 0 and "tournament_tournament"."capacity"),
	CONSTRAINT "tournament_state_known" CHECK ("tournament_tournament"."state" in ('draft','pending_approval','published','registration_open','registration_closed','live','completed','archived','cancelled')),
	CONSTRAINT "tournament_window_in_order" CHECK (coalesce("tournament_tournament"."registration_opens_at" < "tournament_tournament"."registration_closes_at", true) and coalesce("tournament_tournament"."registration_closes_at" <= "tournament_tournament"."starts_at", true)),
	CONSTRAINT "tournament_ended_when_completed" CHECK ("tournament_tournament"."state" not in ('completed','archived') or "tournament_tournament"."ended_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "economy_transaction" ADD CONSTRAINT "transaction_wallet_exists" FOREIGN KEY ("wallet_id") REFERENCES "public"."economy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_entrant_a_exists" FOREIGN KEY ("entrant_a") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_entrant_b_exists" FOREIGN KEY ("entrant_b") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_placement" ADD CONSTRAINT "placement_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_placement" ADD CONSTRAINT "placement_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_result" ADD CONSTRAINT "result_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_code_unique" ON "certificate_certificate" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_one_active" ON "certificate_certificate" USING btree ("tournament_id","registration_id","type") WHERE "certificate_certificate"."state" in ('pending','active','suspended');--> statement-breakpoint
CREATE INDEX "idx_certificate_tournament" ON "certificate_certificate" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_certificate_pending" ON "certificate_certificate" USING btree ("created_at") WHERE "certificate_certificate"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "idx_tx_transfer" ON "economy_transaction" USING btree ("transfer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "wallet_once_per_owner" ON "economy_wallet" USING btree ("kind","owner_id","currency");--> statement-breakpoint
CREATE UNIQUE INDEX "event_once_per_seq" ON "event_outbox" USING btree ("tournament_id","seq");--> statement-breakpoint
CREATE INDEX "idx_event_not_relayed" ON "event_outbox" USING btree ("tournament_id","seq") WHERE "event_outbox"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "idx_moderation_ref" ON "moderation_audit" USING btree ("ref_type","ref_id");--> statement-breakpoint
CREATE UNIQUE INDEX "match_once_per_position" ON "tournament_match" USING btree ("tournament_id","round","position");--> statement-breakpoint
CREATE UNIQUE INDEX "registration_once_per_player" ON "tournament_registration" USING btree ("tournament_id","player_id") WHERE "tournament_registration"."state" in ('pending','confirmed','waitlisted');--> statement-breakpoint
CREATE UNIQUE INDEX "registration_seed_once" ON "tournament_registration" USING btree ("tournament_id","seed");--> statement-breakpoint
CREATE INDEX "idx_registration_tournament" ON "tournament_registration" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_result_match" ON "tournament_result" USING btree ("match_id","id");