ALTER TABLE "sanction_hosting_review" ADD COLUMN "outcome" text DEFAULT 'approved' NOT NULL;--> statement-breakpoint
ALTER TABLE "sanction_hosting_review" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "sanction_record" ADD COLUMN "earlier_id" text;--> statement-breakpoint
ALTER TABLE "sanction_record" ADD CONSTRAINT "sanction_earlier_exists" FOREIGN KEY ("earlier_id") REFERENCES "public"."sanction_record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sanction_hosting_review" ADD CONSTRAINT "hosting_review_outcome_known" CHECK ("sanction_hosting_review"."outcome" in ('approved','refused'));--> statement-breakpoint
ALTER TABLE "sanction_hosting_review" ADD CONSTRAINT "hosting_review_refused_with_reason" CHECK (("sanction_hosting_review"."outcome" = 'refused') = ("sanction_hosting_review"."reason" is not null));--> statement-breakpoint
ALTER TABLE "sanction_hosting_review" ADD CONSTRAINT "hosting_review_reason_length" CHECK (char_length("sanction_hosting_review"."reason") between 1 and 2000);--> statement-breakpoint
ALTER TABLE "sanction_record" ADD CONSTRAINT "sanction_continues_another" CHECK ("sanction_record"."earlier_id" <> "sanction_record"."id");