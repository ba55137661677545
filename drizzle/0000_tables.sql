-- All tables with their constraints and indexes. Two indexes of the busiest reads follow in migrations of their own.

CREATE TYPE "public"."wallet_kind" AS ENUM('player', 'treasury', 'fees', 'escrow');--> statement-breakpoint
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
CREATE TABLE "certificate_certificate" (
	"id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"tournament_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"type" text NOT NULL,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"display_name" text NOT NULL,
	"printed_name" text,
	"tournament_title" text NOT NULL,
	"place" integer NOT NULL,
	"is_place_shared" boolean DEFAULT false NOT NULL,
	"entrant_count" integer NOT NULL,
	"ended_on" date NOT NULL,
	"issuer" text NOT NULL,
	"issuer_site" text,
	"logo_key" text,
	"signatory_name" text,
	"signatory_office" text,
	"accent_color" text,
	"legacy_code" text,
	"pdf_sha256" text,
	"pdf_size_bytes" integer,
	"png_sha256" text,
	"png_size_bytes" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text,
	"revoked_reason_code" text,
	"revoked_note" text,
	"suspended_at" timestamp (3) with time zone,
	"suspended_reason" text,
	"suspended_reason_code" text,
	"suspended_note" text,
	"expires_at" timestamp (3) with time zone,
	"replaces_id" text,
	"replaces_reason" text,
	"replaces_reason_code" text,
	"replaces_note" text,
	"chain_root_id" text,
	"is_private" boolean DEFAULT false NOT NULL,
	"is_name_hidden" boolean DEFAULT false NOT NULL,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"failure" text,
	"retry_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"download_count" integer DEFAULT 0 NOT NULL,
	"first_downloaded_at" timestamp (3) with time zone,
	CONSTRAINT "certificate_state_known" CHECK ("certificate_certificate"."state" in ('pending','active','revoked','suspended','superseded','expired')),
	CONSTRAINT "certificate_active_has_not_failed" CHECK ("certificate_certificate"."state" <> 'active' or "certificate_certificate"."failure" is null),
	CONSTRAINT "certificate_type_known" CHECK ("certificate_certificate"."type" in ('winner','runner_up','third_place','participant')),
	CONSTRAINT "certificate_language_known" CHECK ("certificate_certificate"."language" in ('en','bn')),
	CONSTRAINT "certificate_active_has_files" CHECK ("certificate_certificate"."state" <> 'active' or ("certificate_certificate"."pdf_sha256" is not null and "certificate_certificate"."png_sha256" is not null and "certificate_certificate"."issued_at" is not null)),
	CONSTRAINT "certificate_revoked_has_reason" CHECK ("certificate_certificate"."state" <> 'revoked' or ("certificate_certificate"."revoked_at" is not null and coalesce("certificate_certificate"."revoked_reason_code", "certificate_certificate"."revoked_reason") is not null)),
	CONSTRAINT "certificate_suspended_has_reason" CHECK ("certificate_certificate"."state" <> 'suspended' or ("certificate_certificate"."suspended_at" is not null and coalesce("certificate_certificate"."suspended_reason_code", "certificate_certificate"."suspended_reason") is not null)),
	CONSTRAINT "certificate_reason_known" CHECK ((revoked_reason_code is null or revoked_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other')) and (suspended_reason_code is null or suspended_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other')) and (replaces_reason_code is null or replaces_reason_code in ('issued_in_error','result_corrected','disqualified','false_identity','rules_violation','under_review','name_corrected','language_changed','holder_request','other'))),
	CONSTRAINT "certificate_accent_is_color" CHECK ("certificate_certificate"."accent_color" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "certificate_replaces_another" CHECK ("certificate_certificate"."replaces_id" <> "certificate_certificate"."id")
);
--> statement-breakpoint
CREATE TABLE "certificate_issuer" (
	"player_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"site" text,
	"logo_key" text,
	"signatory_name" text,
	"signatory_office" text,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "issuer_site_is_https" CHECK ("certificate_issuer"."site" like 'https://%'),
	CONSTRAINT "issuer_office_needs_signatory" CHECK ("certificate_issuer"."signatory_name" is not null or "certificate_issuer"."signatory_office" is null)
);
--> statement-breakpoint
CREATE TABLE "economy_hold" (
	"id" text PRIMARY KEY NOT NULL,
	"wallet_id" text NOT NULL,
	"to_wallet_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"captured" bigint DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"transfer_id" text,
	"actor_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"expires_at" timestamp (6) with time zone NOT NULL,
	"resolved_at" timestamp (6) with time zone,
	CONSTRAINT "hold_amount_positive" CHECK ("economy_hold"."amount" > 0),
	CONSTRAINT "hold_wallets_differ" CHECK ("economy_hold"."wallet_id" <> "economy_hold"."to_wallet_id"),
	CONSTRAINT "hold_state_known" CHECK ("economy_hold"."state" in ('active','captured','released','expired')),
	CONSTRAINT "hold_captured_within_amount" CHECK (case when "economy_hold"."state" = 'captured' then "economy_hold"."captured" between 1 and "economy_hold"."amount" and "economy_hold"."transfer_id" is not null else "economy_hold"."captured" = 0 and "economy_hold"."transfer_id" is null end),
	CONSTRAINT "hold_resolved_when_closed" CHECK (("economy_hold"."state" = 'active') = ("economy_hold"."resolved_at" is null))
);
--> statement-breakpoint
CREATE TABLE "economy_owed_payment" (
	"reference" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"from_wallet_id" text NOT NULL,
	"to_wallet_id" text NOT NULL,
	"amount" bigint NOT NULL,
	"reason" text NOT NULL,
	"reverses" text,
	"actor_id" text NOT NULL,
	"cause" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "economy_reconciliation" (
	"day" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"drift_count" integer,
	"report" jsonb
);
--> statement-breakpoint
CREATE TABLE "economy_transaction" (
	"id" text PRIMARY KEY NOT NULL,
	"transfer_id" text NOT NULL,
	"wallet_id" text NOT NULL,
	"currency" text DEFAULT 'COIN' NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"reverses" text,
	"claim" text,
	"fingerprint" text,
	"actor_id" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"entry_no" bigint,
	CONSTRAINT "transaction_amount_not_zero" CHECK ("economy_transaction"."amount" <> 0)
);
--> statement-breakpoint
CREATE TABLE "economy_wallet" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "wallet_kind" NOT NULL,
	"owner_id" text DEFAULT '' NOT NULL,
	"currency" text DEFAULT 'COIN' NOT NULL,
	"balance" bigint DEFAULT 0 NOT NULL,
	"held" bigint DEFAULT 0 NOT NULL,
	"allows_negative" boolean DEFAULT false NOT NULL,
	"is_frozen" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"posted_at" timestamp (6) with time zone DEFAULT 'epoch' NOT NULL,
	"entry_count" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "wallet_available_not_negative" CHECK ("economy_wallet"."held" <= "economy_wallet"."balance" or "economy_wallet"."allows_negative")
);
--> statement-breakpoint
CREATE TABLE "http_idempotency" (
	"scope" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"outcome" text NOT NULL,
	"is_permanent" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_once_per_key" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "identity_player" (
	"id" text PRIMARY KEY NOT NULL,
	"display_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "player_name_length" CHECK (char_length("identity_player"."display_name") between 1 and 50),
	CONSTRAINT "player_name_is_clean" CHECK ("identity_player"."display_name" is nfc normalized and "identity_player"."display_name" = btrim("identity_player"."display_name") and "identity_player"."display_name" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]')
);
--> statement-breakpoint
CREATE TABLE "identity_role" (
	"player_id" text NOT NULL,
	"role" text NOT NULL,
	"granted_by" text,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "role_granted_once" PRIMARY KEY("player_id","role"),
	CONSTRAINT "role_known" CHECK ("identity_role"."role" in ('organizer','moderator','finance','admin'))
);
--> statement-breakpoint
CREATE TABLE "identity_subject" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"player_id" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "subject_is_one_player" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "object_item" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"content_type" text NOT NULL,
	"r2_status" text NOT NULL,
	"s3_status" text NOT NULL,
	"r2_problem" text,
	"s3_problem" text,
	"owed_since" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"is_held" boolean DEFAULT false NOT NULL,
	CONSTRAINT "object_held_is_kept" CHECK (not ("object_item"."is_held" and "object_item"."deleted_at" is not null)),
	CONSTRAINT "object_copies_fit_life" CHECK (case when "object_item"."deleted_at" is null
        then "object_item"."r2_status" in ('none','wanted','stored') and "object_item"."s3_status" in ('none','wanted','stored')
        else "object_item"."r2_status" in ('none','unwanted','removed') and "object_item"."s3_status" in ('none','unwanted','removed') end)
);
--> statement-breakpoint
CREATE TABLE "object_run" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"options" jsonb NOT NULL,
	"cursor" text COLLATE "C" NOT NULL,
	"tally" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "object_run_kind_known" CHECK ("object_run"."kind" in ('backfill','consistency','integrity')),
	CONSTRAINT "object_run_paused_is_unfinished" CHECK ("object_run"."paused_at" is null or "object_run"."finished_at" is null),
	CONSTRAINT "object_run_cancelled_is_finished" CHECK ("object_run"."cancelled_at" is null or "object_run"."finished_at" is not null)
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
CREATE TABLE "team_member" (
	"team_id" text NOT NULL,
	"player_id" text NOT NULL,
	"display_name" text,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_once_per_team" PRIMARY KEY("team_id","player_id")
);
--> statement-breakpoint
CREATE TABLE "team_team" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"captain_id" text NOT NULL,
	"join_code" text NOT NULL,
	"member_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "team_members_in_range" CHECK ("team_team"."member_count" between 1 and 40)
);
--> statement-breakpoint
CREATE TABLE "tournament_game" (
	"match_id" text NOT NULL,
	"number" integer NOT NULL,
	"slot" integer NOT NULL,
	"score" integer NOT NULL,
	CONSTRAINT "game_once_per_slot" PRIMARY KEY("match_id","number","slot"),
	CONSTRAINT "game_number_positive" CHECK ("tournament_game"."number" > 0),
	CONSTRAINT "game_score_not_negative" CHECK ("tournament_game"."score" >= 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_match" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"stage" integer NOT NULL,
	"group_number" integer NOT NULL,
	"round" integer NOT NULL,
	"position" integer NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"reported_by" text,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "match_state_known" CHECK ("tournament_match"."state" in ('scheduled','check_in','ready','live','pending_result','completed','disputed','cancelled')),
	CONSTRAINT "match_outcome_known" CHECK ("tournament_match"."outcome" in ('played','walkover','forfeit','double_forfeit','bye')),
	CONSTRAINT "match_completed_has_outcome" CHECK (("tournament_match"."state" = 'completed') = ("tournament_match"."outcome" is not null) and ("tournament_match"."outcome" is null) = ("tournament_match"."completed_at" is null))
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
CREATE TABLE "tournament_slot" (
	"match_id" text NOT NULL,
	"slot" integer NOT NULL,
	"registration_id" text,
	"vacancy" text,
	"score" integer,
	"place" integer,
	"source_kind" text NOT NULL,
	"source_match" text,
	"source_number" integer NOT NULL,
	CONSTRAINT "slot_once_per_match" PRIMARY KEY("match_id","slot"),
	CONSTRAINT "slot_not_negative" CHECK ("tournament_slot"."slot" >= 0),
	CONSTRAINT "slot_filled_or_vacant" CHECK (num_nonnulls("tournament_slot"."registration_id", "tournament_slot"."vacancy") <= 1),
	CONSTRAINT "slot_score_not_negative" CHECK ("tournament_slot"."score" >= 0),
	CONSTRAINT "slot_place_has_entrant" CHECK ("tournament_slot"."place" is null or "tournament_slot"."place" > 0 and "tournament_slot"."registration_id" is not null),
	CONSTRAINT "slot_source_known" CHECK (case "tournament_slot"."source_kind" when 'seed' then "tournament_slot"."source_match" is null and "tournament_slot"."source_number" > 0
        when 'winner' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" = 1
        when 'loser' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" = 2
        when 'place' then "tournament_slot"."source_match" is not null and "tournament_slot"."source_number" > 0 else false end)
);
--> statement-breakpoint
CREATE TABLE "tournament_stage" (
	"tournament_id" text NOT NULL,
	"number" integer NOT NULL,
	"format" text NOT NULL,
	"settings" jsonb NOT NULL,
	"allows_draws" boolean NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "stage_once_per_number" PRIMARY KEY("tournament_id","number"),
	CONSTRAINT "stage_number_positive" CHECK ("tournament_stage"."number" > 0),
	CONSTRAINT "stage_state_known" CHECK ("tournament_stage"."state" in ('planned','live','completed'))
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
	"team_id" text,
	"display_name" text NOT NULL,
	"printed_name" text,
	"language" text NOT NULL,
	"state" text NOT NULL,
	"seed" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "registration_state_known" CHECK ("tournament_registration"."state" in ('pending','confirmed','waitlisted','rejected','cancelled','no_show')),
	CONSTRAINT "registration_language_known" CHECK ("tournament_registration"."language" in ('en','bn')),
	CONSTRAINT "registration_names_are_clean" CHECK ("tournament_registration"."display_name" is nfc normalized and "tournament_registration"."display_name" = btrim("tournament_registration"."display_name") and "tournament_registration"."display_name" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]' and ("tournament_registration"."printed_name" is null or "tournament_registration"."printed_name" is nfc normalized and "tournament_registration"."printed_name" = btrim("tournament_registration"."printed_name") and "tournament_registration"."printed_name" !~ '[\u0001-\u001F\u007F-\u00A0\u200B\u2028-\u202E\u2060-\u206F\uFEFF]')),
	CONSTRAINT "registration_printed_name_length" CHECK (char_length("tournament_registration"."printed_name") between 1 and 50),
	CONSTRAINT "registration_name_length" CHECK (char_length("tournament_registration"."display_name") between 1 and 50),
	CONSTRAINT "registration_seed_positive" CHECK ("tournament_registration"."seed" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_roster" (
	"registration_id" text NOT NULL,
	"tournament_id" text NOT NULL,
	"player_id" text NOT NULL,
	"display_name" text,
	CONSTRAINT "roster_once_per_registration" PRIMARY KEY("registration_id","player_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_tournament" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"issuer" text,
	"game" text,
	"accent_color" text,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"organizer_id" text NOT NULL,
	"mode" text NOT NULL,
	"roster_size" integer,
	"state" text NOT NULL,
	"visibility" text DEFAULT 'public' NOT NULL,
	"capacity" integer NOT NULL,
	"entrants_min" integer NOT NULL,
	"requires_approval" boolean DEFAULT false NOT NULL,
	"entry_fee" bigint DEFAULT 0 NOT NULL,
	"prizes" jsonb,
	"confirmed_count" integer DEFAULT 0 NOT NULL,
	"event_seq" integer DEFAULT 0 NOT NULL,
	"registration_opens_at" timestamp (3) with time zone,
	"registration_closes_at" timestamp (3) with time zone,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"seeding_method" text,
	"seeding_seed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tournament_game_length" CHECK (char_length("tournament_tournament"."game") between 1 and 60),
	CONSTRAINT "tournament_time_zone_is_name" CHECK ("tournament_tournament"."time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$'),
	CONSTRAINT "tournament_accent_is_color" CHECK ("tournament_tournament"."accent_color" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "tournament_roster_size_in_range" CHECK (case "tournament_tournament"."mode" when 'team' then "tournament_tournament"."roster_size" is not null and "tournament_tournament"."roster_size" between 2 and 20 else "tournament_tournament"."roster_size" is null end),
	CONSTRAINT "tournament_visibility_known" CHECK ("tournament_tournament"."visibility" in ('public','unlisted','private')),
	CONSTRAINT "tournament_capacity_in_range" CHECK ("tournament_tournament"."capacity" between 2 and 1024),
	CONSTRAINT "tournament_entrants_min_in_range" CHECK ("tournament_tournament"."entrants_min" between 2 and "tournament_tournament"."capacity"),
	CONSTRAINT "tournament_entry_fee_not_negative" CHECK ("tournament_tournament"."entry_fee" >= 0),
	CONSTRAINT "tournament_capacity_exact" CHECK ("tournament_tournament"."confirmed_count" between 0 and "tournament_tournament"."capacity"),
	CONSTRAINT "tournament_state_known" CHECK ("tournament_tournament"."state" in ('draft','pending_approval','published','registration_open','registration_closed','live','completed','archived','cancelled')),
	CONSTRAINT "tournament_window_in_order" CHECK (coalesce("tournament_tournament"."registration_opens_at" < "tournament_tournament"."registration_closes_at", true) and coalesce("tournament_tournament"."registration_closes_at" <= "tournament_tournament"."starts_at", true)),
	CONSTRAINT "tournament_ended_when_completed" CHECK ("tournament_tournament"."state" not in ('completed','archived') or "tournament_tournament"."ended_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_chain_root_exists" FOREIGN KEY ("chain_root_id") REFERENCES "public"."certificate_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_certificate" ADD CONSTRAINT "certificate_replaced_exists" FOREIGN KEY ("replaces_id") REFERENCES "public"."certificate_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "economy_hold" ADD CONSTRAINT "hold_wallet_exists" FOREIGN KEY ("wallet_id") REFERENCES "public"."economy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "economy_hold" ADD CONSTRAINT "hold_payee_exists" FOREIGN KEY ("to_wallet_id") REFERENCES "public"."economy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_role" ADD CONSTRAINT "role_player_exists" FOREIGN KEY ("player_id") REFERENCES "public"."identity_player"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_subject" ADD CONSTRAINT "subject_player_exists" FOREIGN KEY ("player_id") REFERENCES "public"."identity_player"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_member" ADD CONSTRAINT "member_team_exists" FOREIGN KEY ("team_id") REFERENCES "public"."team_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_game" ADD CONSTRAINT "game_slot_exists" FOREIGN KEY ("match_id","slot") REFERENCES "public"."tournament_slot"("match_id","slot") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_stage_exists" FOREIGN KEY ("tournament_id","stage") REFERENCES "public"."tournament_stage"("tournament_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_result" ADD CONSTRAINT "result_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_match_exists" FOREIGN KEY ("match_id") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_source_exists" FOREIGN KEY ("source_match") REFERENCES "public"."tournament_match"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_stage" ADD CONSTRAINT "stage_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_placement" ADD CONSTRAINT "placement_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_placement" ADD CONSTRAINT "placement_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_registration" ADD CONSTRAINT "registration_team_exists" FOREIGN KEY ("team_id") REFERENCES "public"."team_team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_roster" ADD CONSTRAINT "roster_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_moderation_actor" ON "moderation_audit" USING btree ("actor_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_code_unique" ON "certificate_certificate" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_one_active" ON "certificate_certificate" USING btree ("tournament_id","registration_id","type") WHERE "certificate_certificate"."state" in ('pending','active','suspended');--> statement-breakpoint
CREATE INDEX "idx_certificate_tournament" ON "certificate_certificate" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_certificate_retry" ON "certificate_certificate" USING btree ("retry_at") WHERE "certificate_certificate"."state" = 'pending';--> statement-breakpoint
CREATE INDEX "idx_certificate_registration" ON "certificate_certificate" USING btree ("registration_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_legacy_code_unique" ON "certificate_certificate" USING btree ("legacy_code") WHERE "certificate_certificate"."legacy_code" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_replaced_once" ON "certificate_certificate" USING btree ("replaces_id") WHERE "certificate_certificate"."replaces_id" is not null;--> statement-breakpoint
CREATE INDEX "idx_certificate_chain" ON "certificate_certificate" USING btree ("chain_root_id") WHERE "certificate_certificate"."chain_root_id" is not null;--> statement-breakpoint
CREATE INDEX "idx_certificate_pdf_sha256" ON "certificate_certificate" USING btree ("pdf_sha256");--> statement-breakpoint
CREATE INDEX "idx_certificate_png_sha256" ON "certificate_certificate" USING btree ("png_sha256");--> statement-breakpoint
CREATE INDEX "idx_hold_active_wallet" ON "economy_hold" USING btree ("wallet_id","expires_at") WHERE "economy_hold"."state" = 'active';--> statement-breakpoint
CREATE INDEX "idx_hold_active_due" ON "economy_hold" USING btree ("expires_at") WHERE "economy_hold"."state" = 'active';--> statement-breakpoint
CREATE INDEX "idx_hold_wallet" ON "economy_hold" USING btree ("wallet_id","id");--> statement-breakpoint
CREATE INDEX "idx_hold_payee" ON "economy_hold" USING btree ("to_wallet_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "hold_once_per_reference" ON "economy_hold" USING btree ("reference") WHERE "economy_hold"."reference" is not null;--> statement-breakpoint
CREATE INDEX "idx_owed_due" ON "economy_owed_payment" USING btree ("next_attempt_at") WHERE "economy_owed_payment"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "idx_owed_tournament" ON "economy_owed_payment" USING btree ("tournament_id") WHERE "economy_owed_payment"."settled_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_two_legs" ON "economy_transaction" USING btree ("transfer_id",("amount" > 0));--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_once_per_reference" ON "economy_transaction" USING btree ("reference") WHERE "economy_transaction"."amount" > 0 and "economy_transaction"."reference" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_reversed_once" ON "economy_transaction" USING btree ("reverses") WHERE "economy_transaction"."amount" > 0 and "economy_transaction"."reverses" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_once_per_claim" ON "economy_transaction" USING btree ("claim") WHERE "economy_transaction"."claim" is not null;--> statement-breakpoint
CREATE INDEX "idx_tx_fee" ON "economy_transaction" USING btree ("created_at","wallet_id","amount","reason") WHERE "economy_transaction"."reason" = 'entry_fee' and "economy_transaction"."amount" < 0 and "economy_transaction"."reference" like 'entry_fee:%' or "economy_transaction"."reason" = 'refund' and "economy_transaction"."amount" > 0 and "economy_transaction"."reverses" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "wallet_once_per_owner" ON "economy_wallet" USING btree ("kind","owner_id","currency");--> statement-breakpoint
CREATE INDEX "idx_idempotency_swept" ON "http_idempotency" USING btree ("created_at") WHERE not "http_idempotency"."is_permanent";--> statement-breakpoint
CREATE INDEX "idx_subject_player" ON "identity_subject" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "idx_object_backlog" ON "object_item" USING btree ("next_attempt_at") WHERE "object_item"."r2_status" in ('wanted','unwanted') or "object_item"."s3_status" in ('wanted','unwanted');--> statement-breakpoint
CREATE UNIQUE INDEX "object_run_once_at_a_time" ON "object_run" USING btree ("kind","scope") WHERE "object_run"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "idx_object_run_started_desc" ON "object_run" USING btree ("kind","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "event_once_per_seq" ON "event_outbox" USING btree ("tournament_id","seq");--> statement-breakpoint
CREATE INDEX "idx_event_not_relayed" ON "event_outbox" USING btree ("tournament_id","seq") WHERE "event_outbox"."relayed_at" is null;--> statement-breakpoint
CREATE INDEX "idx_member_player" ON "team_member" USING btree ("player_id");--> statement-breakpoint
CREATE UNIQUE INDEX "match_once_per_position" ON "tournament_match" USING btree ("tournament_id","stage","group_number","round","position");--> statement-breakpoint
CREATE INDEX "idx_result_match" ON "tournament_result" USING btree ("match_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_entrants_differ" ON "tournament_slot" USING btree ("match_id","registration_id");--> statement-breakpoint
CREATE INDEX "idx_slot_source" ON "tournament_slot" USING btree ("source_match") WHERE "tournament_slot"."source_match" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "registration_once_per_player" ON "tournament_registration" USING btree ("tournament_id","player_id") WHERE "tournament_registration"."state" in ('pending','confirmed','waitlisted');--> statement-breakpoint
CREATE UNIQUE INDEX "registration_once_per_team" ON "tournament_registration" USING btree ("tournament_id","team_id") WHERE "tournament_registration"."state" in ('pending','confirmed','waitlisted');--> statement-breakpoint
CREATE UNIQUE INDEX "registration_seed_once" ON "tournament_registration" USING btree ("tournament_id","seed");--> statement-breakpoint
CREATE INDEX "idx_registration_tournament" ON "tournament_registration" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_registration_player" ON "tournament_registration" USING btree ("player_id");--> statement-breakpoint
CREATE UNIQUE INDEX "roster_once_per_tournament" ON "tournament_roster" USING btree ("tournament_id","player_id");--> statement-breakpoint
CREATE INDEX "idx_roster_player" ON "tournament_roster" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "idx_tournament_opening" ON "tournament_tournament" USING btree ("registration_opens_at") WHERE "tournament_tournament"."state" = 'published';--> statement-breakpoint
CREATE INDEX "idx_tournament_closing" ON "tournament_tournament" USING btree ("registration_closes_at") WHERE "tournament_tournament"."state" = 'registration_open';--> statement-breakpoint
CREATE INDEX "idx_tournament_unsettled" ON "tournament_tournament" USING btree ("id") WHERE "tournament_tournament"."state" = 'cancelled' and "tournament_tournament"."settled_at" is null;--> statement-breakpoint
CREATE INDEX "idx_tournament_starts" ON "tournament_tournament" USING btree ("starts_at","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_state" ON "tournament_tournament" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_state_starts" ON "tournament_tournament" USING btree ("state","starts_at","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_organizer" ON "tournament_tournament" USING btree ("organizer_id","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_organizer_starts" ON "tournament_tournament" USING btree ("organizer_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_game" ON "tournament_tournament" USING btree ("game","id");--> statement-breakpoint
CREATE INDEX "idx_tournament_game_starts" ON "tournament_tournament" USING btree ("game","starts_at","id");