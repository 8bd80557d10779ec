ALTER TABLE "events" ADD COLUMN "clock_offset_ms" bigint;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD COLUMN "message_id" uuid;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD COLUMN "sent_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sources" ADD COLUMN "events_per_minute" integer;--> statement-breakpoint
ALTER TABLE "rejected_events" ADD CONSTRAINT "rejected_events_message" UNIQUE("workspace_id","message_id");