CREATE TABLE "idempotency_keys" (
	"workspace_id" integer NOT NULL,
	"member_id" bigint NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"attempt" uuid NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"committed_at" timestamp (3) with time zone,
	"status" smallint,
	"answer" text,
	CONSTRAINT "idempotency_keys_workspace_id_member_id_key_pk" PRIMARY KEY("workspace_id","member_id","key")
);
--> statement-breakpoint
CREATE INDEX "idempotency_keys_claimed" ON "idempotency_keys" USING btree ("workspace_id","claimed_at");