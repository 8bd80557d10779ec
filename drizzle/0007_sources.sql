ALTER TABLE "activities" ADD COLUMN "first_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "last_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "source_ids" bigint[];--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "previous_key_hash" text;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "previous_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "events_arrived" ON "events" USING btree ("workspace_id","source_id","received_at" DESC NULLS FIRST) WHERE source_id is not null;--> statement-breakpoint
CREATE INDEX "rejected_events_arrived" ON "rejected_events" USING btree ("workspace_id","source_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sources_previous_key" ON "sources" USING btree ("previous_key_hash");