-- Erasure of organisations, its certificates, what a restore must erase again, drills, and who runs what is scheduled.

CREATE TABLE "OrganizationErasure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('proposed', 'approved', 'running', 'done', 'cancelled')),
    "step" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "approvedBy" TEXT,
    "notBefore" TEXT NOT NULL,
    "found" TEXT NOT NULL CHECK (json_valid("found")),
    "certificate" TEXT,
    "tell" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("tell")),
    "problem" TEXT,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "finishedAt" TEXT
) STRICT;

CREATE TABLE "ErasureSettings" (
    "orgId" TEXT NOT NULL PRIMARY KEY,
    "coolingOffDays" INTEGER NOT NULL CHECK ("coolingOffDays" BETWEEN 0 AND 30),
    "secondApproval" TEXT NOT NULL CHECK ("secondApproval" IN ('on', 'off')),
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "ErasureSettings_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "Tombstone" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('organization', 'contact', 'visitor', 'account')),
    "orgId" TEXT,
    "subject" TEXT NOT NULL,
    "at" TEXT NOT NULL
) STRICT;

CREATE TABLE "ErasureCertificate" (
    "number" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "file" TEXT NOT NULL
) STRICT;

CREATE TABLE "RestoreDrill" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "startedAt" TEXT NOT NULL,
    "finishedAt" TEXT,
    "outcome" TEXT NOT NULL CHECK ("outcome" IN ('running', 'passed', 'failed')),
    "backup" TEXT NOT NULL,
    "organizations" INTEGER NOT NULL DEFAULT 0,
    "users" INTEGER NOT NULL DEFAULT 0,
    "receipts" INTEGER NOT NULL DEFAULT 0,
    "problems" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("problems"))
) STRICT;

CREATE TABLE "ScheduleLease" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "until" TEXT NOT NULL,
    "seenAt" TEXT NOT NULL,
    "lastRunAt" TEXT
) STRICT;

CREATE UNIQUE INDEX "OrganizationErasure_orgId_key" ON "OrganizationErasure"("orgId");

CREATE UNIQUE INDEX "OrganizationErasure_certificate_key" ON "OrganizationErasure"("certificate");

CREATE INDEX "OrganizationErasure_state_notBefore_idx" ON "OrganizationErasure"("state", "notBefore");

CREATE INDEX "Tombstone_orgId_idx" ON "Tombstone"("orgId");

CREATE UNIQUE INDEX "Tombstone_kind_subject_key" ON "Tombstone"("kind", "subject");

CREATE UNIQUE INDEX "ErasureCertificate_orgId_key" ON "ErasureCertificate"("orgId");

CREATE INDEX "RestoreDrill_startedAt_idx" ON "RestoreDrill"("startedAt");

ALTER TABLE "User" ADD COLUMN "erasing" TEXT CHECK (json_valid("erasing"));

-- Codes that were mailed to whoever asks about their data: apart from the request, so that a guess is no change of the organisation's.
CREATE TABLE "SubjectCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "purpose" TEXT NOT NULL CHECK ("purpose" IN ('confirm', 'answer')),
    "mailbox" TEXT NOT NULL,
    "codeHash" BLOB NOT NULL CHECK (length("codeHash") = 32),
    "attempts" INTEGER NOT NULL DEFAULT 0 CHECK ("attempts" >= 0),
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    "ticketHash" BLOB CHECK (length("ticketHash") = 32),
    "ticketExpiresAt" TEXT,
    CONSTRAINT "SubjectCode_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE UNIQUE INDEX "SubjectCode_ticketHash_key" ON "SubjectCode"("ticketHash");

CREATE INDEX "SubjectCode_requestId_createdAt_idx" ON "SubjectCode"("requestId", "createdAt");

CREATE INDEX "SubjectCode_mailbox_createdAt_idx" ON "SubjectCode"("mailbox", "createdAt");

CREATE INDEX "SubjectCode_orgId_idx" ON "SubjectCode"("orgId");

CREATE INDEX "SubjectCode_expiresAt_idx" ON "SubjectCode"("expiresAt");
