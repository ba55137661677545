CREATE TABLE "event_epoch" (
	"number" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_epoch_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"epoch" text NOT NULL,
	"server" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "epoch_form" CHECK ("event_epoch"."epoch" ~ '^[0-9a-f]{10}$')
);
--> statement-breakpoint
ALTER TABLE "event_outbox" ADD COLUMN "epoch" text NOT NULL DEFAULT '0';--> statement-breakpoint
ALTER TABLE "event_outbox" ALTER COLUMN "epoch" DROP DEFAULT;--> statement-breakpoint
CREATE UNIQUE INDEX "epoch_once" ON "event_epoch" USING btree ("epoch");