package io.karst.storage.engine;

import java.util.function.BooleanSupplier;

/**
 * How a transaction behaves.
 *
 * @param isolation what its reads see
 * @param durability when its commit is safe
 * @param lockTimeoutMillis longest wait for one lock; 0 = do not wait
 * @param maxBufferedBytes most heap its writes may take; more is OUT_OF_MEMORY (53200)
 * @param cancelled polled while waiting and between batches; true ends with QUERY_CANCELED
 */
public record TransactionOptions(
    Isolation isolation,
    Durability durability,
    long lockTimeoutMillis,
    long maxBufferedBytes,
    BooleanSupplier cancelled) {

  public static final TransactionOptions DEFAULT =
      new TransactionOptions(Isolation.SNAPSHOT, Durability.SYNC, 10_000, 1L << 30, () -> false);
}
