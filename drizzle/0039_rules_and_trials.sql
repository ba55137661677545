CREATE TABLE "moderation_trial_refusal" (
	"trial_id" text NOT NULL,
	"ref_id" text NOT NULL,
	"act" text NOT NULL,
	"player_id" text NOT NULL,
	"tournament_id" text,
	"acted_at" timestamp (3) with time zone NOT NULL,
	"sanction_id" text NOT NULL,
	"ends_at" timestamp (3) with time zone,
	CONSTRAINT "refused_once_per_trial" PRIMARY KEY("trial_id","ref_id")
);
--> statement-breakpoint
CREATE TABLE "moderation_trial" (
	"id" text PRIMARY KEY NOT NULL,
	"rule_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone,
	"positions" jsonb NOT NULL,
	"judged_acts" integer DEFAULT 0 NOT NULL,
	"refused_acts" integer DEFAULT 0 NOT NULL,
	"started_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "trial_ends_after_start" CHECK ("moderation_trial"."to_at" >= "moderation_trial"."from_at"),
	CONSTRAINT "trial_finished_after_end" CHECK ("moderation_trial"."finished_at" is null or "moderation_trial"."to_at" is not null),
	CONSTRAINT "trial_counts_fit" CHECK ("moderation_trial"."refused_acts" between 0 and "moderation_trial"."judged_acts")
);
--> statement-breakpoint
CREATE TABLE "sanction_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"acts" text[] NOT NULL,
	"kinds" text[],
	"points_min" integer,
	"reason_codes" text[],
	"tournament_id" text,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"declared_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"switched_by" text NOT NULL,
	"switched_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rule_title_length" CHECK (char_length("sanction_rule"."title") between 1 and 200),
	CONSTRAINT "rule_acts_known" CHECK ("sanction_rule"."acts" <@ array['register','check_in','report','transfer','staff','host'] and cardinality("sanction_rule"."acts") > 0),
	CONSTRAINT "rule_one_condition" CHECK (num_nonnulls("sanction_rule"."kinds", "sanction_rule"."points_min") = 1),
	CONSTRAINT "rule_kinds_known" CHECK ("sanction_rule"."kinds" <@ array['warn','mute','suspend'] and cardinality("sanction_rule"."kinds") > 0),
	CONSTRAINT "rule_points_in_range" CHECK ("sanction_rule"."points_min" between 1 and 100),
	CONSTRAINT "rule_reasons_given" CHECK (cardinality("sanction_rule"."reason_codes") > 0),
	CONSTRAINT "rule_state_known" CHECK ("sanction_rule"."state" in ('off','shadow','enforced'))
);
--> statement-breakpoint
ALTER TABLE "moderation_trial_refusal" ADD CONSTRAINT "refusal_trial_exists" FOREIGN KEY ("trial_id") REFERENCES "public"."moderation_trial"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_trial" ADD CONSTRAINT "trial_rule_exists" FOREIGN KEY ("rule_id") REFERENCES "public"."sanction_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_trial_refusal_player" ON "moderation_trial_refusal" USING btree ("player_id");--> statement-breakpoint
CREATE INDEX "idx_trial_refusal_acted" ON "moderation_trial_refusal" USING btree ("acted_at");--> statement-breakpoint
CREATE INDEX "idx_trial_rule" ON "moderation_trial" USING btree ("rule_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "trial_in_shadow_once" ON "moderation_trial" USING btree ("rule_id") WHERE "moderation_trial"."to_at" is null;--> statement-breakpoint
CREATE INDEX "idx_trial_unfinished" ON "moderation_trial" USING btree ("id") WHERE "moderation_trial"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "idx_rule_enforced" ON "sanction_rule" USING btree ("id") WHERE "sanction_rule"."state" = 'enforced';