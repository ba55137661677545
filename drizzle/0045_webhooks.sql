CREATE TABLE "webhook_attempt" (
	"delivery_id" text NOT NULL,
	"number" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"status" integer,
	"error" text,
	"answer" text,
	CONSTRAINT "webhook_attempt_once" PRIMARY KEY("delivery_id","number"),
	CONSTRAINT "webhook_answer_bounded" CHECK (octet_length("webhook_attempt"."answer") <= 4096),
	CONSTRAINT "webhook_error_known" CHECK ("webhook_attempt"."error" in ('timeout','unreachable','not_resolvable','address','redirect','status'))
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"event_id" text,
	"type" text NOT NULL,
	"payload" jsonb,
	"tournament_id" text,
	"seq" integer,
	"state" text NOT NULL,
	"due_at" timestamp (3) with time zone,
	"claim_count" integer DEFAULT 0 NOT NULL,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_delivery_state_known" CHECK ("webhook_delivery"."state" in ('pending','sending','delivered','failed')),
	CONSTRAINT "webhook_due_while_open" CHECK (("webhook_delivery"."due_at" is not null) = ("webhook_delivery"."state" in ('pending','sending'))),
	CONSTRAINT "webhook_event_or_payload" CHECK (num_nonnulls("webhook_delivery"."event_id", "webhook_delivery"."payload") = 1)
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoint" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"reach" text NOT NULL,
	"url" text NOT NULL,
	"description" text,
	"scheme" text NOT NULL,
	"event_types" text[] NOT NULL,
	"tournament_ids" text[] NOT NULL,
	"state" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"disabled_reason" text,
	"failing_since" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_reach_known" CHECK ("webhook_endpoint"."reach" in ('own','all')),
	CONSTRAINT "webhook_scheme_known" CHECK ("webhook_endpoint"."scheme" in ('v1','v1a')),
	CONSTRAINT "webhook_state_known" CHECK ("webhook_endpoint"."state" in ('active','disabled','deleted')),
	CONSTRAINT "webhook_url_length" CHECK (char_length("webhook_endpoint"."url") <= 1000),
	CONSTRAINT "webhook_disabled_for_reason" CHECK (("webhook_endpoint"."disabled_reason" is not null) = ("webhook_endpoint"."state" = 'disabled')),
	CONSTRAINT "webhook_disabled_reason_known" CHECK ("webhook_endpoint"."disabled_reason" in ('owner','gone','failing')),
	CONSTRAINT "webhook_filters_bounded" CHECK (cardinality("webhook_endpoint"."event_types") <= 100 and cardinality("webhook_endpoint"."tournament_ids") <= 50)
);
--> statement-breakpoint
CREATE TABLE "webhook_secret" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"sealed" text NOT NULL,
	"public_key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "webhook_attempt" ADD CONSTRAINT "webhook_attempt_of_delivery" FOREIGN KEY ("delivery_id") REFERENCES "public"."webhook_delivery"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_of_endpoint" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook_endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secret" ADD CONSTRAINT "webhook_secret_of_endpoint" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhook_endpoint"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_once_per_event" ON "webhook_delivery" USING btree ("webhook_id","event_id");--> statement-breakpoint
CREATE INDEX "idx_webhook_delivery_due" ON "webhook_delivery" USING btree ("webhook_id","due_at") WHERE "webhook_delivery"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "idx_webhook_delivery_sending" ON "webhook_delivery" USING btree ("webhook_id") WHERE "webhook_delivery"."state" = 'sending';--> statement-breakpoint
CREATE INDEX "idx_webhook_delivery_list" ON "webhook_delivery" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "idx_webhook_owner" ON "webhook_endpoint" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "idx_webhook_active" ON "webhook_endpoint" USING btree ("id") WHERE "webhook_endpoint"."state" = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_one_current_secret" ON "webhook_secret" USING btree ("webhook_id") WHERE "webhook_secret"."ends_at" is null;--> statement-breakpoint
CREATE INDEX "idx_webhook_secret_ended" ON "webhook_secret" USING btree ("webhook_id","ends_at");