ALTER TABLE "tournament_match" DROP CONSTRAINT "match_state_known";--> statement-breakpoint
ALTER TABLE "tournament_match" DROP CONSTRAINT "match_outcome_known";--> statement-breakpoint
ALTER TABLE "tournament_match" DROP CONSTRAINT "match_completed_has_outcome";--> statement-breakpoint
ALTER TABLE "tournament_result" DROP CONSTRAINT "result_place_per_score";--> statement-breakpoint
ALTER TABLE "tournament_result" DROP CONSTRAINT "result_games_are_list";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_not_negative";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_filled_or_vacant";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_absentee_is_vacancy";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_score_not_negative";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_place_has_entrant";--> statement-breakpoint
ALTER TABLE "tournament_slot" DROP CONSTRAINT "slot_source_known";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_state_known";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_language_known";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_names_are_clean";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_printed_name_length";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_name_length";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_club_length";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_club_is_clean";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_country_is_code";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_rating_in_range";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_waitlist_while_waiting";--> statement-breakpoint
ALTER TABLE "tournament_registration" DROP CONSTRAINT "registration_seed_positive";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_capacity_exact";--> statement-breakpoint
ALTER TABLE "tournament_tournament" DROP CONSTRAINT "tournament_waitlist_exact";--> statement-breakpoint
DROP TRIGGER IF EXISTS match_frozen ON tournament_match;--> statement-breakpoint
DROP TRIGGER IF EXISTS dispute_ends_with_match ON tournament_match;--> statement-breakpoint
DROP TRIGGER IF EXISTS match_check_in_ends ON tournament_match;--> statement-breakpoint
DROP TRIGGER IF EXISTS match_begins_check_ins ON tournament_match;--> statement-breakpoint
DROP FUNCTION IF EXISTS tournament_end_dispute();--> statement-breakpoint
DROP FUNCTION IF EXISTS tournament_drop_match_check_in();--> statement-breakpoint
DROP FUNCTION IF EXISTS tournament_begin_next_check_ins();
