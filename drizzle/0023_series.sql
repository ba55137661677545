CREATE TABLE "tournament_series" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"organizer_id" text NOT NULL,
	"points" jsonb NOT NULL,
	"counted_results" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "series_points_are_list" CHECK (jsonb_typeof("tournament_series"."points") = 'array'),
	CONSTRAINT "series_counted_results_positive" CHECK ("tournament_series"."counted_results" > 0)
);
--> statement-breakpoint
CREATE TABLE "tournament_series_tournament" (
	"series_id" text NOT NULL,
	"tournament_id" text NOT NULL,
	CONSTRAINT "series_tournament_once" PRIMARY KEY("series_id","tournament_id")
);
--> statement-breakpoint
ALTER TABLE "tournament_series_tournament" ADD CONSTRAINT "series_exists" FOREIGN KEY ("series_id") REFERENCES "public"."tournament_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tournament_series_tournament" ADD CONSTRAINT "series_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_series_organizer" ON "tournament_series" USING btree ("organizer_id","id");--> statement-breakpoint
CREATE INDEX "idx_series_tournament" ON "tournament_series_tournament" USING btree ("tournament_id");