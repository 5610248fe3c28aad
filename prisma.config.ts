import { defineConfig } from 'prisma/config';

/** The schema is named on each call (`--schema prisma/<database>/schema.prisma`); connections come from our own adapter. */
export default defineConfig({});
