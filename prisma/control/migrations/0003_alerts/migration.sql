-- Alerts, how far the auditor has come, and where checkpoints go.

CREATE TABLE "AlertSettings" (
    "orgId" TEXT NOT NULL PRIMARY KEY,
    "mailTo" TEXT NOT NULL CHECK ("mailTo" IN ('owners_and_admins', 'owners', 'nobody')),
    "webhookUrl" TEXT,
    "webhookSecret" BLOB CHECK (("webhookSecret" IS NULL) = ("webhookUrl" IS NULL)),
    "webhookKeyVersion" INTEGER CHECK (("webhookKeyVersion" IS NULL) = ("webhookSecret" IS NULL)),
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "AlertSettings_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OwedAlert" (
    "orgId" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL CHECK (json_valid("detail")),
    "at" TEXT NOT NULL,
    "mailedAt" TEXT,

    PRIMARY KEY ("orgId", "rule", "subject"),
    CONSTRAINT "OwedAlert_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "LedgerAuditState" (
    "orgId" TEXT NOT NULL PRIMARY KEY,
    "seq" INTEGER NOT NULL CHECK ("seq" >= 0),
    "hash" BLOB CHECK (("hash" IS NULL) = ("seq" = 0) AND ("hash" IS NULL OR length("hash") = 32)),
    "frontier" TEXT NOT NULL CHECK (json_valid("frontier")),
    "verifiedAt" TEXT,
    "dueAt" TEXT NOT NULL,
    CONSTRAINT "LedgerAuditState_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "LedgerPublication" (
    "orgId" TEXT NOT NULL PRIMARY KEY,
    "mail" TEXT NOT NULL CHECK ("mail" IN ('off', 'hourly', 'daily')),
    "webhook" TEXT NOT NULL CHECK ("webhook" IN ('on', 'off')),
    "mailedSize" INTEGER NOT NULL,
    "mailedAt" TEXT,
    "webhookSize" INTEGER NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "LedgerPublication_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE INDEX "LedgerPublication_mail_idx" ON "LedgerPublication"("mail");
