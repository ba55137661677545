CREATE TABLE "certificate_export" (
	"id" text PRIMARY KEY NOT NULL,
	"tournament_id" text NOT NULL,
	"format" text NOT NULL,
	"manifest" text NOT NULL,
	"certificate_count" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"attempt_count" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	CONSTRAINT "export_format_known" CHECK ("certificate_export"."format" in ('zip','pdf')),
	CONSTRAINT "export_has_certificates" CHECK ("certificate_export"."certificate_count" > 0)
);
--> statement-breakpoint
CREATE TABLE "certificate_export_piece" (
	"export_id" text NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"sha256" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"checksum" text NOT NULL,
	"certificate_count" integer NOT NULL,
	"crcs" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "export_piece_once" PRIMARY KEY("export_id","number"),
	CONSTRAINT "export_piece_number_not_negative" CHECK ("certificate_export_piece"."number" >= 0)
);
--> statement-breakpoint
ALTER TABLE "certificate_export" ADD CONSTRAINT "export_tournament_exists" FOREIGN KEY ("tournament_id") REFERENCES "public"."tournament_tournament"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_export_piece" ADD CONSTRAINT "export_piece_of_export" FOREIGN KEY ("export_id") REFERENCES "public"."certificate_export"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "export_once_per_manifest" ON "certificate_export" USING btree ("tournament_id","format","manifest");--> statement-breakpoint
CREATE INDEX "idx_certificate_export_retry" ON "certificate_export" USING btree ("retry_at") WHERE "certificate_export"."finished_at" is null;