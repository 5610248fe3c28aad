-- Where storefronts are found.

CREATE TABLE "StorefrontAddress" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "orgId" TEXT NOT NULL,
    "storefrontId" TEXT NOT NULL,
    "claimedAt" TEXT NOT NULL,
    "closedAt" TEXT,
    CONSTRAINT "StorefrontAddress_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE TABLE "StorefrontDomain" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "host" TEXT NOT NULL,
    "verifiedHost" TEXT CHECK ("verifiedHost" = "host"),
    "orgId" TEXT NOT NULL,
    "storefrontId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "checkedAt" TEXT,
    "verifiedAt" TEXT,
    "missingSince" TEXT,
    "problem" TEXT CHECK ("problem" IN ('no_record', 'other_record', 'no_answer', 'taken')),
    "createdAt" TEXT NOT NULL,
    CHECK (("verifiedHost" IS NULL) = ("verifiedAt" IS NULL)),
    CONSTRAINT "StorefrontDomain_orgId_fkey" FOREIGN KEY ("orgId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) STRICT;

CREATE UNIQUE INDEX "StorefrontAddress_storefrontId_key" ON "StorefrontAddress"("storefrontId");

CREATE INDEX "StorefrontAddress_orgId_idx" ON "StorefrontAddress"("orgId");

CREATE UNIQUE INDEX "StorefrontDomain_verifiedHost_key" ON "StorefrontDomain"("verifiedHost");

CREATE UNIQUE INDEX "StorefrontDomain_host_storefrontId_key" ON "StorefrontDomain"("host", "storefrontId");

CREATE INDEX "StorefrontDomain_orgId_idx" ON "StorefrontDomain"("orgId");

CREATE INDEX "StorefrontDomain_storefrontId_idx" ON "StorefrontDomain"("storefrontId");
