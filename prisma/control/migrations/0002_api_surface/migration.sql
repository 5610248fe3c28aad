-- Keys that rotate, expire with notice and work from named addresses only; where browsers may call from.

ALTER TABLE "ApiKey" ADD COLUMN "allowedAddresses" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("allowedAddresses"));
ALTER TABLE "ApiKey" ADD COLUMN "replacedById" TEXT;
ALTER TABLE "ApiKey" ADD COLUMN "revokedFor" TEXT CHECK ("revokedFor" IN ('request', 'leak'));
ALTER TABLE "ApiKey" ADD COLUMN "remindedDays" INTEGER;
ALTER TABLE "ApiKey" ADD COLUMN "exposedAt" TEXT;
CREATE INDEX "ApiKey_expiresAt_idx" ON "ApiKey"("expiresAt");

CREATE TABLE "AllowedOrigin" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "AllowedOrigin_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE INDEX "AllowedOrigin_origin_idx" ON "AllowedOrigin"("origin");
CREATE UNIQUE INDEX "AllowedOrigin_orgId_origin_key" ON "AllowedOrigin"("orgId", "origin");

ALTER TABLE "AuditEvent" ADD COLUMN "door" TEXT;
ALTER TABLE "AuditEvent" ADD COLUMN "userAgent" TEXT;
CREATE INDEX "AuditEvent_orgId_action_at_idx" ON "AuditEvent"("orgId", "action", "at");
CREATE INDEX "AuditEvent_orgId_actor_at_idx" ON "AuditEvent"("orgId", "actor", "at");
CREATE INDEX "AuditEvent_orgId_address_at_idx" ON "AuditEvent"("orgId", "address", "at");
CREATE INDEX "AuditEvent_orgId_outcome_at_idx" ON "AuditEvent"("orgId", "outcome", "at");
