package io.karst.storage.engine;

import io.karst.storage.base.ErrorCode;
import io.karst.storage.base.KarstException;
import java.util.function.BooleanSupplier;

/**
 * How a transaction behaves.
 *
 * @param isolation what its reads see
 * @param durability when its commit is safe
 * @param lockTimeoutMillis longest wait for one lock; 0 = do not wait
 * @param maxBufferedBytes most heap its writes may take; more is LIMIT_EXCEEDED (54000)
 * @param cancelled polled while waiting and between batches; true ends with QUERY_CANCELED
 */
public record TransactionOptions(
    Isolation isolation,
    Durability durability,
    long lockTimeoutMillis,
    long maxBufferedBytes,
    BooleanSupplier cancelled) {

  public static final TransactionOptions DEFAULT =
      new TransactionOptions(
          Isolation.SNAPSHOT, Durability.SYNC, 10_000, defaultLimit(), () -> false);

  /** A quarter of the heap, at most 1 GiB: a commit needs its changes once more, encoded. */
  public static long defaultLimit() {
    return Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
  }

  /** The error for changes beyond {@link #maxBufferedBytes}. */
  public static KarstException limitExceeded(long maxBytes) {
    return new KarstException(
            ErrorCode.LIMIT_EXCEEDED,
            "the changes of the transaction need more than the "
                + maxBytes
                + " bytes that it may buffer")
        .withHint(
            "Commit in smaller parts. COPY and INSERT ... SELECT outside of a transaction block"
                + " have no such limit. The setting transaction_memory_limit raises it.");
  }
}
