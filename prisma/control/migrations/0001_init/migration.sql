-- The first schema. Derived from schema.prisma; STRICT, CHECK, triggers and the search index are written by hand.

CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
    "instanceId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Organization" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Placement" (
    "orgId" TEXT NOT NULL PRIMARY KEY,
    "engine" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "schemaLevel" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "stateReason" TEXT,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Placement_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "DataKey" (
    "orgId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "wrapped" BLOB NOT NULL,
    "masterVersion" INTEGER NOT NULL,
    "createdAt" TEXT NOT NULL,

    PRIMARY KEY ("orgId", "version"),
    CONSTRAINT "DataKey_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "name" TEXT,
    "emailVerifiedAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "Membership" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL,
    CONSTRAINT "Membership_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "Invite" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "tokenHash" BLOB NOT NULL,
    "invitedBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "acceptedAt" TEXT,
    "revokedAt" TEXT,
    CONSTRAINT "Invite_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "LoginToken" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "tokenHash" BLOB NOT NULL,
    "codeHash" BLOB NOT NULL,
    "codeAttempts" INTEGER NOT NULL DEFAULT 0,
    "browserHash" BLOB,
    "purpose" TEXT NOT NULL,
    "redirectTo" TEXT,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "consumedAt" TEXT
) STRICT;

CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "orgId" TEXT,
    "method" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "lastSeenAt" TEXT NOT NULL,
    "idleExpiresAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "userAgent" TEXT,
    "addressPrefix" TEXT,
    "renewalHash" BLOB NOT NULL,
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Session_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "pepperVersion" INTEGER NOT NULL,
    "scopes" TEXT NOT NULL CHECK (json_valid("scopes")),
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT,
    "revokedAt" TEXT,
    "lastUsedAt" TEXT,
    "lastUsedAddress" TEXT,
    "lastUsedRoute" TEXT,
    CONSTRAINT "ApiKey_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "ReceiptOutbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "draft" TEXT NOT NULL CHECK (json_valid("draft")),
    "createdAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "AuditEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" TEXT NOT NULL,
    "orgId" TEXT,
    "actor" TEXT,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "address" TEXT,
    "requestId" TEXT,
    "detail" TEXT
) STRICT;

CREATE TABLE "SpentToken" (
    "hash" BLOB NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL
) STRICT;

CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "runAfter" TEXT NOT NULL,
    "leaseUntil" TEXT,
    "lastError" TEXT,
    "createdAt" TEXT NOT NULL,
    "updatedAt" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "Organization_slug_key" ON "Organization"("slug");
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE INDEX "Account_userId_idx" ON "Account"("userId");
CREATE UNIQUE INDEX "Account_issuer_subject_key" ON "Account"("issuer", "subject");
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");
CREATE UNIQUE INDEX "Membership_orgId_userId_key" ON "Membership"("orgId", "userId");
CREATE UNIQUE INDEX "Invite_tokenHash_key" ON "Invite"("tokenHash");
CREATE INDEX "Invite_orgId_email_idx" ON "Invite"("orgId", "email");
CREATE UNIQUE INDEX "LoginToken_tokenHash_key" ON "LoginToken"("tokenHash");
CREATE INDEX "LoginToken_email_idx" ON "LoginToken"("email");
CREATE INDEX "LoginToken_browserHash_idx" ON "LoginToken"("browserHash");
CREATE INDEX "LoginToken_expiresAt_idx" ON "LoginToken"("expiresAt");
CREATE INDEX "Session_userId_idx" ON "Session"("userId");
CREATE INDEX "Session_orgId_idx" ON "Session"("orgId");
CREATE INDEX "Session_expiresAt_idx" ON "Session"("expiresAt");
CREATE UNIQUE INDEX "ApiKey_prefix_key" ON "ApiKey"("prefix");
CREATE INDEX "ApiKey_orgId_idx" ON "ApiKey"("orgId");
CREATE INDEX "ReceiptOutbox_orgId_createdAt_idx" ON "ReceiptOutbox"("orgId", "createdAt");
CREATE INDEX "AuditEvent_orgId_at_idx" ON "AuditEvent"("orgId", "at");
CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at");
CREATE INDEX "SpentToken_expiresAt_idx" ON "SpentToken"("expiresAt");
CREATE INDEX "Job_state_runAfter_idx" ON "Job"("state", "runAfter");
CREATE INDEX "Job_orgId_idx" ON "Job"("orgId");
CREATE UNIQUE INDEX "Job_kind_subject_key" ON "Job"("kind", "subject");
