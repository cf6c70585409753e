package io.karst.storage.tx;

import io.karst.storage.changelog.Change;
import io.karst.storage.changelog.ChangeBuffer;
import io.karst.storage.changelog.ChangeLogWriter;
import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.engine.TransactionOptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that runs in one collection. Not thread-safe. */
public final class CollectionTransaction {
  private static final long[] NO_DELTAS = new long[0];

  private final CollectionDomain domain;
  private final EngineTransaction engine;
  private final ChangeBuffer changes = new ChangeBuffer();
  private Map<Integer, LockMode> lockedTypes = Map.of(); // made when first needed
  private long[] rowDeltas = NO_DELTAS;
  private int deltaCount;
  private boolean markedSince;

  CollectionTransaction(CollectionDomain domain, EngineTransaction engine) {
    this.domain = domain;
    this.engine = engine;
  }

  public CollectionDomain domain() {
    return domain;
  }

  public EngineTransaction engine() {
    return engine;
  }

  /**
   * Locks a type's definition: SHARED before the first write to it, EXCLUSIVE for DDL and bulk
   * load.
   *
   * @return whether the lock is new or stronger than before, so that the definition must be
   *     compared
   */
  public boolean lockType(int typeNumber, LockMode mode) {
    LockMode held = lockedTypes.get(typeNumber);
    if (held == LockMode.EXCLUSIVE || held == mode) {
      return false;
    }
    engine.lock(domain.catalog(), CollectionDomain.definitionLockKey(typeNumber), mode);
    if (lockedTypes.isEmpty()) {
      lockedTypes = new HashMap<>();
    }
    lockedTypes.put(typeNumber, mode);
    return true;
  }

  /** Whether this transaction alone may write the type. */
  public boolean isExclusive(int typeNumber) {
    return lockedTypes.get(typeNumber) == LockMode.EXCLUSIVE;
  }

  /**
   * Records a change for the log and the row counts.
   *
   * @param key the record's full key, table tag first
   */
  public void changed(
      Change.Operation operation,
      int typeNumber,
      byte[] key,
      byte @Nullable [] before,
      byte @Nullable [] after) {
    changes.add(operation, typeNumber, key, before, after);
    long limit = engine.options().maxBufferedBytes();
    if (engine.bufferedBytes() + changes.byteSize() > limit) {
      throw TransactionOptions.limitExceeded(limit);
    }
    if (operation == Change.Operation.INSERT) {
      count(typeNumber, key[0], 1);
    } else if (operation == Change.Operation.DELETE) {
      count(typeNumber, key[0], -1);
    }
  }

  /** Adds to a row count when this commits. */
  public void count(int typeNumber, int subspace, long delta) {
    int last = 3 * (deltaCount - 1);
    if (deltaCount > 0
        && rowDeltas[last] == typeNumber
        && rowDeltas[last + 1] == subspace
        && changes.count() > 0
        && !markedSince) {
      rowDeltas[last + 2] += delta;
      return;
    }
    if (3 * deltaCount + 3 > rowDeltas.length) {
      rowDeltas = Arrays.copyOf(rowDeltas, Math.max(12, 2 * rowDeltas.length));
    }
    rowDeltas[3 * deltaCount] = typeNumber;
    rowDeltas[3 * deltaCount + 1] = subspace;
    rowDeltas[3 * deltaCount + 2] = delta;
    deltaCount++;
    markedSince = false;
  }

  /** Uncommitted change of a row count. */
  public long rowDelta(int typeNumber, int subspace) {
    long sum = 0;
    for (int i = 0; i < deltaCount; i++) {
      if (rowDeltas[3 * i] == typeNumber && rowDeltas[3 * i + 1] == subspace) {
        sum += rowDeltas[3 * i + 2];
      }
    }
    return sum;
  }

  Mark mark() {
    markedSince = true;
    return new Mark(engine.mark(), changes.mark(), deltaCount);
  }

  void rollbackTo(Mark mark) {
    engine.rollbackTo(mark.engine());
    changes.rollbackTo(mark.changes());
    deltaCount = mark.deltas();
    markedSince = true;
  }

  boolean hasWrites() {
    return engine.hasWrites() || changes.count() > 0;
  }

  /** Runs writes and commits them as a transaction of their own: DDL, sequences. */
  public void commitAlone(Consumer<EngineTransaction> writes) {
    commitAlone(writes, () -> {});
  }

  /**
   * The same.
   *
   * @param committed runs after the commit and before its locks are released
   */
  public void commitAlone(Consumer<EngineTransaction> writes, Runnable committed) {
    try (EngineTransaction transaction = engine) {
      writes.accept(transaction);
      transaction.commit(
          new CommitHook() {
            @Override
            public void beforeWrite(long sequence, long timestampMicros, Writer out) {
              CollectionTransaction.this.beforeWrite(sequence, timestampMicros, out);
            }

            @Override
            public void committed() {
              committed.run();
            }
          });
    }
  }

  /** First half of a commit over several collections. */
  public PreparedCommit prepare() {
    return engine.prepare(hook());
  }

  CommitHook hook() {
    return this::beforeWrite;
  }

  private void beforeWrite(long sequence, long timestampMicros, CommitHook.Writer out) {
    ChangeLogWriter.write(domain.changes(), sequence, timestampMicros, changes, out);
    Map<Integer, TypeCounters> touched = new TreeMap<>();
    for (int i = 0; i < deltaCount; i++) {
      int typeNumber = (int) rowDeltas[3 * i];
      TypeCounters counters = domain.counters(typeNumber);
      counters.add((int) rowDeltas[3 * i + 1], rowDeltas[3 * i + 2]);
      touched.put(typeNumber, counters);
    }
    for (Map.Entry<Integer, TypeCounters> entry : touched.entrySet()) {
      byte[] key = CollectionDomain.counterKey(entry.getKey());
      out.put(domain.catalog(), key, entry.getValue().encode());
    }
  }

  /** Positions in the three logs of a collection's transaction. */
  record Mark(long engine, long changes, int deltas) {}
}
