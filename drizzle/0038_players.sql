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
ALTER TABLE "identity_role" ADD CONSTRAINT "role_player_exists" FOREIGN KEY ("player_id") REFERENCES "public"."identity_player"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_subject" ADD CONSTRAINT "subject_player_exists" FOREIGN KEY ("player_id") REFERENCES "public"."identity_player"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_subject_player" ON "identity_subject" USING btree ("player_id");