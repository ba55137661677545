CREATE TABLE "sanction_hosting_review" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"organizer_id" text NOT NULL,
	"settings_hash" text NOT NULL,
	"reviewed_by" text NOT NULL,
	"reviewed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hosting_review_by_another" CHECK ("sanction_hosting_review"."reviewed_by" <> "sanction_hosting_review"."organizer_id")
);
--> statement-breakpoint
CREATE TABLE "tournament_removal" (
	"sanction_id" text NOT NULL,
	"registration_id" text NOT NULL,
	"tournament_id" text NOT NULL,
	"state_before" text NOT NULL,
	"match_count" integer NOT NULL,
	"rows_before" jsonb NOT NULL,
	"rows_after" jsonb NOT NULL,
	"removed_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone NOT NULL,
	"reversed_at" timestamp (3) with time zone,
	"reversed_by" text,
	"remainder" text,
	"matches_gone_on" text[],
	CONSTRAINT "removal_once_per_sanction" PRIMARY KEY("sanction_id","registration_id"),
	CONSTRAINT "removal_reversed_whole" CHECK (("tournament_removal"."reversed_at" is null) = ("tournament_removal"."reversed_by" is null) and ("tournament_removal"."remainder" is null or "tournament_removal"."reversed_at" is not null)),
	CONSTRAINT "removal_remainder_known" CHECK ("tournament_removal"."remainder" in ('tournament_over','entrant_changed','stage_completed','matches_went_on','round_paired','no_place'))
);
--> statement-breakpoint
ALTER TABLE "sanction_record" DROP CONSTRAINT "sanction_kind_known";--> statement-breakpoint
ALTER TABLE "sanction_record" ADD COLUMN "fulfilled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tournament_removal" ADD CONSTRAINT "removal_registration_exists" FOREIGN KEY ("registration_id") REFERENCES "public"."tournament_registration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_record" ADD CONSTRAINT "sanction_kind_scope" CHECK ("sanction_record"."kind" in ('warn','mute','suspend','ban') or "sanction_record"."areas" is null and ("sanction_record"."tournament_id" is null or "sanction_record"."kind" = 'certificate_suspension'));--> statement-breakpoint
ALTER TABLE "sanction_record" ADD CONSTRAINT "sanction_fulfilled_probation" CHECK ("sanction_record"."fulfilled_at" is null or "sanction_record"."kind" = 'hosting_probation');--> statement-breakpoint
ALTER TABLE "sanction_record" ADD CONSTRAINT "sanction_kind_known" CHECK ("sanction_record"."kind" in ('warn','mute','suspend','ban','wallet_freeze','certificate_suspension','hosting_probation'));