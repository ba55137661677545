ALTER TABLE "tournament_match" DROP CONSTRAINT "match_state_known";--> statement-breakpoint
ALTER TABLE "tournament_match" DROP CONSTRAINT "match_outcome_known";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_source_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_game_length";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_time_zone_is_name";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_accent_is_color";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_roster_size_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_certificate_holders_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_visibility_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_capacity_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_entrants_min_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_waitlist_capacity_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_auto_confirm_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_offer_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_check_in_in_range";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_entry_condition_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_auto_start_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_auto_start_closes_registration";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_entry_fee_not_negative";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_state_known";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_window_in_order";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_ended_when_completed";--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_state_known" CHECK ("tournament_match"."state" = any ('{scheduled,check_in,ready,live,pending_result,completed,disputed,cancelled}'::text[]));--> statement-breakpoint
ALTER TABLE "tournament_match" ADD CONSTRAINT "match_outcome_known" CHECK ("tournament_match"."outcome" = any ('{played,walkover,forfeit,double_forfeit,bye}'::text[]));--> statement-breakpoint
ALTER TABLE "tournament_slot" ADD CONSTRAINT "slot_source_known" CHECK (("tournament_slot"."source_kind" = 'seed') = ("tournament_slot"."source_match" is null)
        and "tournament_slot"."source_kind" || "tournament_slot"."source_number" ~ '^((seed|place)[1-9][0-9]*|winner1|loser2)$');