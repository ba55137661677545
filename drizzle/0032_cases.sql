CREATE TABLE "moderation_case" (
	"id" text PRIMARY KEY NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"category" text NOT NULL,
	"tournament_id" text,
	"player_ids" text[] NOT NULL,
	"snapshot" jsonb NOT NULL,
	"state" text NOT NULL,
	"priority" integer NOT NULL,
	"report_count" integer NOT NULL,
	"version" integer NOT NULL,
	"assignee_id" text,
	"lease_ends_at" timestamp (3) with time zone,
	"statement" text,
	"sanction_id" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "case_subject_known" CHECK ("moderation_case"."subject_type" in ('player','team','match','registration','evidence','certificate','transfer')),
	CONSTRAINT "case_category_known" CHECK ("moderation_case"."category" in ('cheating','match_fixing','multiple_accounts','impersonation','fraud','harassment','hate_speech','offensive_name','other')),
	CONSTRAINT "case_state_known" CHECK ("moderation_case"."state" in ('open','triaged','resolved','rejected')),
	CONSTRAINT "case_priority_in_range" CHECK ("moderation_case"."priority" between 0 and 5),
	CONSTRAINT "case_lease_whole" CHECK (("moderation_case"."assignee_id" is null) = ("moderation_case"."lease_ends_at" is null)),
	CONSTRAINT "case_decided_whole" CHECK (("moderation_case"."state" in ('resolved','rejected')) = ("moderation_case"."decided_by" is not null) and ("moderation_case"."decided_by" is null) = ("moderation_case"."decided_at" is null) and ("moderation_case"."decided_by" is null) = ("moderation_case"."statement" is null)),
	CONSTRAINT "case_statement_length" CHECK (char_length("moderation_case"."statement") between 1 and 2000),
	CONSTRAINT "case_decided_by_another" CHECK (not "moderation_case"."decided_by" = any ("moderation_case"."player_ids"))
);
--> statement-breakpoint
CREATE TABLE "moderation_queue_right" (
	"player_id" text NOT NULL,
	"category" text NOT NULL,
	"granted_by" text NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "queue_granted_once" PRIMARY KEY("player_id","category"),
	CONSTRAINT "queue_category_known" CHECK ("moderation_queue_right"."category" in ('cheating','match_fixing','multiple_accounts','impersonation','fraud','harassment','hate_speech','offensive_name','other'))
);
--> statement-breakpoint
CREATE TABLE "moderation_report" (
	"id" text PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"reporter_id" text NOT NULL,
	"tournament_id" text,
	"text" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "report_text_given" CHECK (char_length("moderation_report"."text") between 1 and 2000),
	CONSTRAINT "report_evidence_list" CHECK (jsonb_array_length("moderation_report"."evidence") <= 10)
);
--> statement-breakpoint
CREATE TABLE "moderation_reporter" (
	"player_id" text PRIMARY KEY NOT NULL,
	"muted_at" timestamp (3) with time zone,
	"mute_ends_at" timestamp (3) with time zone,
	"mute_reason" text,
	"muted_by" text,
	CONSTRAINT "reporter_mute_whole" CHECK (("moderation_reporter"."muted_at" is null) = ("moderation_reporter"."mute_reason" is null) and ("moderation_reporter"."muted_at" is null) = ("moderation_reporter"."muted_by" is null) and ("moderation_reporter"."mute_ends_at" is null or "moderation_reporter"."mute_ends_at" > "moderation_reporter"."muted_at")),
	CONSTRAINT "reporter_mute_reason_length" CHECK (char_length("moderation_reporter"."mute_reason") between 1 and 500),
	CONSTRAINT "reporter_muted_by_another" CHECK ("moderation_reporter"."muted_by" <> "moderation_reporter"."player_id")
);
--> statement-breakpoint
ALTER TABLE "moderation_case" ADD CONSTRAINT "case_sanction_exists" FOREIGN KEY ("sanction_id") REFERENCES "public"."sanction_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moderation_report" ADD CONSTRAINT "report_case_exists" FOREIGN KEY ("case_id") REFERENCES "public"."moderation_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_open_once" ON "moderation_case" USING btree ("subject_type","subject_id","category") WHERE "moderation_case"."state" in ('open','triaged');--> statement-breakpoint
CREATE INDEX "idx_case_queue" ON "moderation_case" USING btree ("category","priority" DESC NULLS FIRST,"id") WHERE "moderation_case"."state" in ('open','triaged');--> statement-breakpoint
CREATE INDEX "idx_case_players" ON "moderation_case" USING gin ("player_ids");--> statement-breakpoint
CREATE INDEX "idx_case_sanction" ON "moderation_case" USING btree ("sanction_id") WHERE "moderation_case"."sanction_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "report_once_per_case" ON "moderation_report" USING btree ("case_id","reporter_id");--> statement-breakpoint
CREATE INDEX "idx_report_reporter" ON "moderation_report" USING btree ("reporter_id","id" DESC NULLS FIRST);