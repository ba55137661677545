CREATE TABLE "tournament_start_block" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"facts" jsonb NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tournament_allowed_player" (
	"tournament_id" text NOT NULL,
	"reference" text NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "allowed_once_per_tournament" PRIMARY KEY("tournament_id","reference"),
	CONSTRAINT "allowed_reference_is_known" CHECK ("tournament_allowed_player"."reference" ~ '^(ply_[0-9a-hjkmnp-tv-z]{26}|sha256:[0-9a-f]{64})$')
);
--> statement-breakpoint
CREATE TABLE "tournament_invitation_code" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"uses_max" integer NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_code_is_hash" CHECK ("tournament_invitation_code"."code_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "invitation_uses_max_in_range" CHECK ("tournament_invitation_code"."uses_max" between 1 and 4096),
	CONSTRAINT "invitation_uses_exact" CHECK ("tournament_invitation_code"."uses" between 0 and "tournament_invitation_code"."uses_max")
);
--> statement-breakpoint
CREATE TABLE "tournament_invitation_use" (
	"code_id" text NOT NULL,
	"player_id" text NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "invitation_used_once_per_player" PRIMARY KEY("code_id","player_id")
);
--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "entry_condition" text DEFAULT 'none' NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "auto_start" text DEFAULT 'off' NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_start_block" ADD CONSTRAINT "start_block_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_allowed_player" ADD CONSTRAINT "allowed_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_invitation_code" ADD CONSTRAINT "invitation_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_invitation_use" ADD CONSTRAINT "invitation_use_code_exists" FOREIGN KEY ("code_id") REFERENCES "public"."tournament_invitation_code"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_allowed_reference" ON "tournament_allowed_player" USING btree ("reference");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_code_once" ON "tournament_invitation_code" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "idx_invitation_tournament" ON "tournament_invitation_code" USING btree ("tournament_id","id");--> statement-breakpoint
CREATE INDEX "idx_invitation_use_player" ON "tournament_invitation_use" USING btree ("player_id");--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_entry_condition_known" CHECK ("tournament_tournament"."entry_condition" in ('none','code','list','code_or_list','code_and_list'));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_auto_start_known" CHECK ("tournament_tournament"."auto_start" in ('off','when_seeded','always'));--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD CONSTRAINT "tournament_auto_start_closes_registration" CHECK ("tournament_tournament"."auto_start" = 'off' or "tournament_tournament"."registration_closes_at" is not null);