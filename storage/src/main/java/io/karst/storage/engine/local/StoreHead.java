package io.karst.storage.engine.local;

/**
 * The newest commit a store holds, kept by the store itself and written with every batch.
 *
 * @param sequence commit sequence, 0 if there was no commit
 * @param timestampMicros its commit time
 */
public record StoreHead(long sequence, long timestampMicros) {
  /** The head of an empty store. */
  public static final StoreHead NONE = new StoreHead(0, 0);
}
