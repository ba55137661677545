CREATE TABLE "tournament_draw" (
	"tournament_id" text PRIMARY KEY NOT NULL,
	"draw" jsonb NOT NULL,
	"drawn_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tournament_draw" ADD CONSTRAINT "draw_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;