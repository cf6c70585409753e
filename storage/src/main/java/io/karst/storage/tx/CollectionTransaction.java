package io.karst.storage.tx;

import io.karst.storage.changelog.Change;
import io.karst.storage.changelog.ChangeBuffer;
import io.karst.storage.changelog.ChangeLogWriter;
import io.karst.storage.engine.CommitHook;
import io.karst.storage.engine.EngineTransaction;
import io.karst.storage.engine.LockMode;
import io.karst.storage.engine.PreparedCommit;
import io.karst.storage.engine.TransactionOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The part of a transaction that runs in one collection. Not thread-safe. */
public final class CollectionTransaction {
  private final CollectionDomain domain;
  private final EngineTransaction engine;
  private final ChangeBuffer changes = new ChangeBuffer();
  private Map<Integer, TypeLock> lockedTypes = Map.of(); // made when first needed
  private final RowDeltas rowDeltas = new RowDeltas();
  private @Nullable Runnable publication;

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
   * load. While it is held nobody else changes the definition.
   */
  public TypeLock lockType(int typeNumber, LockMode mode) {
    TypeLock held = lockedTypes.get(typeNumber);
    if (held != null && (held.mode == LockMode.EXCLUSIVE || held.mode == mode)) {
      return held;
    }
    engine.lock(domain.catalog(), CollectionDomain.definitionLockKey(typeNumber), mode);
    if (held == null) {
      held = new TypeLock();
      if (lockedTypes.isEmpty()) {
        lockedTypes = new HashMap<>();
      }
      lockedTypes.put(typeNumber, held);
    }
    held.mode = mode;
    return held;
  }

  /** Whether this transaction alone may write the type. */
  public boolean isExclusive(int typeNumber) {
    TypeLock held = lockedTypes.get(typeNumber);
    return held != null && held.mode == LockMode.EXCLUSIVE;
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
    rowDeltas.add(typeNumber, subspace, delta);
  }

  /** Uncommitted change of a row count. */
  public long rowDelta(int typeNumber, int subspace) {
    return rowDeltas.of(typeNumber, subspace);
  }

  Mark mark() {
    return new Mark(engine.mark(), changes.mark(), rowDeltas.mark());
  }

  void rollbackTo(Mark mark) {
    engine.rollbackTo(mark.engine());
    changes.rollbackTo(mark.changes());
    rowDeltas.rollbackTo(mark.deltas());
  }

  public boolean hasWrites() {
    return engine.hasWrites() || changes.count() > 0;
  }

  /** Whether records were changed: other writes are definitions and what derives from them. */
  public boolean hasChanges() {
    return changes.count() > 0;
  }

  /** Sets what runs when this is committed and visible, before its locks are released. */
  public void atPublication(Runnable action) {
    publication = action;
  }

  /** Runs writes and commits them as a transaction of their own: sequences, cleaning up. */
  public void commitAlone(Consumer<EngineTransaction> writes) {
    try (EngineTransaction transaction = engine) {
      writes.accept(transaction);
      transaction.commit(hook());
    }
  }

  /** First half of a commit over several collections. */
  public PreparedCommit prepare() {
    return engine.prepare(hasWrites() ? hook() : null);
  }

  CommitHook hook() {
    return new CommitHook() {
      @Override
      public void beforeWrite(long sequence, long timestampMicros, Writer out) {
        CollectionTransaction.this.beforeWrite(sequence, timestampMicros, out);
      }

      @Override
      public void committed() {
        if (publication != null) {
          publication.run();
        }
      }
    };
  }

  private void beforeWrite(long sequence, long timestampMicros, CommitHook.Writer out) {
    ChangeLogWriter.write(domain.changes(), sequence, timestampMicros, changes, out);
    for (int typeNumber : lockedTypes.keySet()) {
      domain.counters(typeNumber).written(sequence);
    }
    Map<Integer, TypeCounters> touched = new TreeMap<>();
    rowDeltas.forEach(
        (typeNumber, subspace, rows) -> {
          TypeCounters counters = domain.counters(typeNumber);
          counters.add(subspace, rows);
          touched.put(typeNumber, counters);
        });
    for (Map.Entry<Integer, TypeCounters> entry : touched.entrySet()) {
      byte[] key = CollectionDomain.counterKey(entry.getKey());
      out.put(domain.catalog(), key, entry.getValue().encode());
    }
  }

  /** The lock of a type's definition. */
  public static final class TypeLock {
    private LockMode mode = LockMode.SHARED;
    private long comparedEpoch = -1;

    /**
     * Whether a definition was found to be the present one since the lock is held.
     *
     * @param epoch of the definition
     */
    public boolean isCompared(long epoch) {
      return comparedEpoch == epoch;
    }

    /** Notes that a definition is the present one. */
    public void compared(long epoch) {
      comparedEpoch = epoch;
    }
  }

  /** Positions in the three logs of a collection's transaction. */
  record Mark(long engine, long changes, int deltas) {}
}
