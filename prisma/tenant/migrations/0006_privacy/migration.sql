-- Files, exports and archives, requests of data subjects, erasures, holds and retention.

CREATE TABLE "File" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL CHECK ("bytes" >= 0),
    "sha256" BLOB NOT NULL CHECK (length("sha256") = 32),
    "object" TEXT NOT NULL,
    "contactId" TEXT,
    "dealId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "File_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "File_dealId_fkey" FOREIGN KEY ("dealId") REFERENCES "Deal" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "DataExport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('organization', 'person')),
    "subject" TEXT,
    "options" TEXT NOT NULL CHECK (json_valid("options")),
    "state" TEXT NOT NULL CHECK ("state" IN ('queued', 'running', 'ready', 'failed', 'cancelled', 'expired')),
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "object" TEXT,
    "fileName" TEXT NOT NULL,
    "bytes" INTEGER,
    "sha256" BLOB,
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "finishedAt" TEXT,
    "expiresAt" TEXT,
    "downloadedAt" TEXT
) STRICT;

CREATE TABLE "ArchiveImport" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "fileName" TEXT NOT NULL,
    "fileBytes" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('uploading', 'checking', 'ready', 'running', 'done', 'refused', 'failed')),
    "object" TEXT,
    "sha256" BLOB CHECK (length("sha256") = 32),
    "rowsTotal" INTEGER,
    "rowsDone" INTEGER NOT NULL DEFAULT 0,
    "checkpoint" TEXT,
    "problems" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("problems")),
    "report" TEXT CHECK (json_valid("report")),
    "people" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("people")),
    "error" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "finishedAt" TEXT
) STRICT;

CREATE TABLE "LedgerHistory" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "origin" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "size" INTEGER NOT NULL CHECK ("size" >= 1),
    "root" BLOB NOT NULL CHECK (length("root") = 32),
    "note" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "sha256" BLOB NOT NULL CHECK (length("sha256") = 32),
    "importedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "SubjectRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('access', 'rectification', 'erasure', 'restriction', 'portability', 'objection')),
    "state" TEXT NOT NULL CHECK ("state" IN ('unverified', 'open', 'fulfilled', 'refused', 'withdrawn', 'expired')),
    "name" TEXT,
    "email" TEXT,
    "message" TEXT,
    "receivedAt" TEXT NOT NULL,
    "verifiedAt" TEXT,
    "dueAt" TEXT NOT NULL,
    "extendedAt" TEXT,
    "extensionReason" TEXT,
    "remindedDays" INTEGER,
    "assignedTo" TEXT,
    "contactId" TEXT,
    "exportId" TEXT,
    "erasureId" TEXT,
    "answer" TEXT,
    "refusalReason" TEXT,
    "answeredBy" TEXT,
    "closedAt" TEXT,
    "owedMail" TEXT CHECK ("owedMail" IN ('received', 'extension', 'answer', 'withdrawal')),
    "mailedAt" TEXT,
    "answerTokenHash" BLOB CHECK (length("answerTokenHash") = 32),
    "answerExpiresAt" TEXT,
    "answerOpened" INTEGER NOT NULL DEFAULT 0 CHECK ("answerOpened" >= 0),
    "answerDownloads" INTEGER NOT NULL DEFAULT 0 CHECK ("answerDownloads" >= 0),
    "erasedAt" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TEXT NOT NULL,
    CHECK ("email" IS NOT NULL OR "erasedAt" IS NOT NULL),
    CHECK ("erasedAt" IS NULL OR coalesce("name", "email", "message", "contactId", "answer", "refusalReason") IS NULL)
) STRICT;

CREATE TABLE "PersonErasure" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('contact', 'member', 'visitor')),
    "subject" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('queued', 'running', 'done')),
    "counts" TEXT NOT NULL CHECK (json_valid("counts")),
    "plan" TEXT CHECK ("plan" IS NULL OR json_valid("plan")),
    "requestId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    "finishedAt" TEXT
) STRICT;

CREATE TABLE "LegalHold" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contactId" TEXT,
    "reason" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "releasedAt" TEXT,
    "releasedBy" TEXT
) STRICT;

CREATE TABLE "RetentionOverride" (
    "rule" TEXT NOT NULL PRIMARY KEY,
    "days" INTEGER NOT NULL CHECK ("days" >= 1),
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "File_object_key" ON "File"("object");

CREATE INDEX "File_contactId_id_idx" ON "File"("contactId", "id");

CREATE INDEX "File_dealId_id_idx" ON "File"("dealId", "id");

CREATE INDEX "DataExport_createdAt_id_idx" ON "DataExport"("createdAt", "id");

CREATE INDEX "DataExport_state_idx" ON "DataExport"("state");

CREATE UNIQUE INDEX "SubjectRequest_answerTokenHash_key" ON "SubjectRequest"("answerTokenHash");

CREATE INDEX "SubjectRequest_state_dueAt_id_idx" ON "SubjectRequest"("state", "dueAt", "id");

CREATE INDEX "SubjectRequest_email_idx" ON "SubjectRequest"("email");

CREATE INDEX "PersonErasure_state_idx" ON "PersonErasure"("state");

CREATE INDEX "PersonErasure_subject_idx" ON "PersonErasure"("subject");

CREATE INDEX "LegalHold_contactId_idx" ON "LegalHold"("contactId");
