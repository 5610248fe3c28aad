-- Second factors, clients that act for people, and what ends sessions at once.

ALTER TABLE "Membership" ADD COLUMN "factorDueAt" TEXT;

ALTER TABLE "Session" ADD COLUMN "factor" TEXT CHECK ("factor" IN ('passkey', 'totp', 'recovery'));
ALTER TABLE "Session" ADD COLUMN "factorAt" TEXT;

ALTER TABLE "Organization" ADD COLUMN "sessionKeyVersion" INTEGER NOT NULL DEFAULT 1 CHECK ("sessionKeyVersion" >= 1);

ALTER TABLE "Organization" ADD COLUMN "factorGraceDays" INTEGER NOT NULL DEFAULT 14 CHECK ("factorGraceDays" BETWEEN 0 AND 90);
ALTER TABLE "Organization" ADD COLUMN "factorRequiredOf" TEXT NOT NULL DEFAULT 'administrators' CHECK ("factorRequiredOf" IN ('administrators', 'everybody'));

ALTER TABLE "User" ADD COLUMN "frozenUntil" TEXT;

CREATE TABLE "Passkey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "credentialId" BLOB NOT NULL,
    "publicKey" BLOB NOT NULL,
    "counter" INTEGER NOT NULL CHECK ("counter" >= 0),
    "transports" TEXT NOT NULL CHECK (json_valid("transports")),
    "aaguid" TEXT NOT NULL,
    "backedUp" INTEGER NOT NULL CHECK ("backedUp" IN (0, 1)),
    "name" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "lastUsedAt" TEXT,
    CONSTRAINT "Passkey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "TotpFactor" (
    "userId" TEXT NOT NULL PRIMARY KEY,
    "sealedSecret" BLOB NOT NULL,
    "keyVersion" INTEGER NOT NULL,
    "offeredSecret" BLOB,
    "confirmedAt" TEXT,
    "lastStep" INTEGER,
    "createdAt" TEXT NOT NULL,
    CONSTRAINT "TotpFactor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "RecoveryCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "hash" BLOB NOT NULL CHECK (length("hash") = 32),
    "createdAt" TEXT NOT NULL,
    "usedAt" TEXT,
    CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "FactorChallenge" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL CHECK ("purpose" IN ('registration', 'sign-in', 'step-up', 'second-factor')),
    "userId" TEXT,
    "hash" BLOB NOT NULL CHECK (length("hash") = 32),
    "browserHash" BLOB,
    "attempts" INTEGER NOT NULL DEFAULT 0 CHECK ("attempts" >= 0),
    "method" TEXT,
    "redirectTo" TEXT,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    CONSTRAINT "FactorChallenge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "SecurityNotice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "tokenHash" BLOB NOT NULL CHECK (length("tokenHash") = 32),
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    CONSTRAINT "SecurityNotice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OAuthClient" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "redirectUris" TEXT NOT NULL CHECK (json_valid("redirectUris")),
    "scopes" TEXT NOT NULL CHECK (json_valid("scopes")),
    "deviceFlow" INTEGER NOT NULL CHECK ("deviceFlow" IN (0, 1)),
    "createdBy" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    CONSTRAINT "OAuthClient_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OAuthGrant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "clientId" TEXT NOT NULL,
    "orgId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "scopes" TEXT NOT NULL CHECK (json_valid("scopes")),
    "device" TEXT,
    "createdAt" TEXT NOT NULL,
    "lastUsedAt" TEXT,
    "expiresAt" TEXT NOT NULL,
    "revokedAt" TEXT,
    "revokedFor" TEXT CHECK ("revokedFor" IN ('person', 'owner', 'reuse', 'replay', 'membership', 'erasure')),
    CONSTRAINT "OAuthGrant_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OAuthGrant_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OAuthCode" (
    "hash" BLOB NOT NULL PRIMARY KEY CHECK (length("hash") = 32),
    "grantId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "redirectUri" TEXT NOT NULL,
    "challenge" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    CONSTRAINT "OAuthCode_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "OAuthGrant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OAuthRefreshToken" (
    "hash" BLOB NOT NULL PRIMARY KEY CHECK (length("hash") = 32),
    "grantId" TEXT NOT NULL,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL,
    "usedAt" TEXT,
    CONSTRAINT "OAuthRefreshToken_grantId_fkey" FOREIGN KEY ("grantId") REFERENCES "OAuthGrant" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "OAuthDeviceCode" (
    "deviceHash" BLOB NOT NULL PRIMARY KEY CHECK (length("deviceHash") = 32),
    "userCodeHash" BLOB NOT NULL CHECK (length("userCodeHash") = 32),
    "clientId" TEXT NOT NULL,
    "scopes" TEXT NOT NULL CHECK (json_valid("scopes")),
    "device" TEXT,
    "state" TEXT NOT NULL CHECK ("state" IN ('pending', 'approved', 'denied', 'used')),
    "grantId" TEXT,
    "intervalSeconds" INTEGER NOT NULL,
    "lastPolledAt" TEXT,
    "createdAt" TEXT NOT NULL,
    "expiresAt" TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX "Passkey_credentialId_key" ON "Passkey"("credentialId");

CREATE INDEX "Passkey_userId_idx" ON "Passkey"("userId");

CREATE UNIQUE INDEX "RecoveryCode_hash_key" ON "RecoveryCode"("hash");

CREATE INDEX "RecoveryCode_userId_idx" ON "RecoveryCode"("userId");

CREATE UNIQUE INDEX "FactorChallenge_hash_key" ON "FactorChallenge"("hash");

CREATE INDEX "FactorChallenge_userId_idx" ON "FactorChallenge"("userId");

CREATE INDEX "FactorChallenge_expiresAt_idx" ON "FactorChallenge"("expiresAt");

CREATE UNIQUE INDEX "SecurityNotice_tokenHash_key" ON "SecurityNotice"("tokenHash");

CREATE INDEX "SecurityNotice_userId_idx" ON "SecurityNotice"("userId");

CREATE INDEX "SecurityNotice_expiresAt_idx" ON "SecurityNotice"("expiresAt");

CREATE INDEX "OAuthClient_orgId_idx" ON "OAuthClient"("orgId");

CREATE INDEX "OAuthGrant_orgId_idx" ON "OAuthGrant"("orgId");

CREATE INDEX "OAuthGrant_userId_idx" ON "OAuthGrant"("userId");

CREATE INDEX "OAuthGrant_clientId_idx" ON "OAuthGrant"("clientId");

CREATE INDEX "OAuthGrant_expiresAt_idx" ON "OAuthGrant"("expiresAt");

CREATE INDEX "OAuthCode_grantId_idx" ON "OAuthCode"("grantId");

CREATE INDEX "OAuthCode_expiresAt_idx" ON "OAuthCode"("expiresAt");

CREATE INDEX "OAuthRefreshToken_grantId_idx" ON "OAuthRefreshToken"("grantId");

CREATE INDEX "OAuthRefreshToken_expiresAt_idx" ON "OAuthRefreshToken"("expiresAt");

CREATE UNIQUE INDEX "OAuthDeviceCode_userCodeHash_key" ON "OAuthDeviceCode"("userCodeHash");

CREATE INDEX "OAuthDeviceCode_expiresAt_idx" ON "OAuthDeviceCode"("expiresAt");
