-- Interactions that other systems report, and what requests with an Idempotency-Key did.

CREATE TABLE "Interaction" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "direction" TEXT NOT NULL CHECK ("direction" IN ('inbound', 'outbound')),
    "occurredAt" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "metadata" TEXT NOT NULL DEFAULT '{}' CHECK (json_valid("metadata")),
    "externalId" TEXT,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "Interaction_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "IdempotencyRecord" (
    "actor" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "fingerprint" BLOB NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('running', 'done')),
    "output" TEXT CHECK ("output" IS NULL OR json_valid("output")),
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,

    PRIMARY KEY ("actor", "key")
) STRICT;

CREATE UNIQUE INDEX "Interaction_externalId_key" ON "Interaction"("externalId");
CREATE INDEX "Interaction_contactId_occurredAt_id_idx" ON "Interaction"("contactId", "occurredAt", "id");
CREATE INDEX "Interaction_channel_occurredAt_id_idx" ON "Interaction"("channel", "occurredAt", "id");
CREATE INDEX "Interaction_occurredAt_id_idx" ON "Interaction"("occurredAt", "id");
CREATE INDEX "IdempotencyRecord_expiresAt_idx" ON "IdempotencyRecord"("expiresAt");
