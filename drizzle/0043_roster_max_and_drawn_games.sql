ALTER TABLE "tournament_veto_game" ALTER COLUMN "winner" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tournament_tournament" ADD COLUMN "roster_size_max" integer;