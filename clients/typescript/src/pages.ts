interface Page<Item> {
  readonly data: readonly Item[];
  readonly nextCursor: string | null;
}

/** Every item of a list, page by page; the next page is asked for once the last one is used up. */
export async function* pages<Item>(
  read: (cursor: { readonly cursor?: string }) => Promise<Page<Item>>,
): AsyncGenerator<Item, void> {
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await read(cursor === null ? {} : { cursor });
    yield* page.data;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
